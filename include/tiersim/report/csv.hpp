// SPDX-License-Identifier: MIT
/// The timelines of a result as one table for spreadsheets and plotting programs.
#pragma once

#include "tiersim/experiment/result.hpp"

#include <string>

namespace tiersim {

/// A row for each step and figure: at_s, of ("population" or "node"), name, figure, unit, value.
/// What is not known has no row.
std::string timeline_csv(const Result& result);

}  // namespace tiersim
