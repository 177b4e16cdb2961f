// SPDX-License-Identifier: MIT
/// A result as a text for people: first whether the site survived, what its users saw and what
/// broke first, then everything else.
#pragma once

#include "tiersim/experiment/result.hpp"

#include <string>

namespace tiersim {

/// How the text may look. It is never wider than 100 columns.
struct TextStyle {
    bool colour = false;  ///< With ANSI escapes.
    bool utf8 = true;     ///< Otherwise in ASCII, but for the names that the scenario gives.
};

/// The whole report.
std::string text_report(const Result& result, const TextStyle& style = {});

}  // namespace tiersim
