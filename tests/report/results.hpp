// SPDX-License-Identifier: MIT
/// Results made by hand, with everything in them that a report must cope with.
#pragma once

#include "tiersim/experiment/result.hpp"

namespace tiersim {

/// A shop of three tiers that loses an application server for half a minute.
Result shop_result();

/// Long names, many kinds, nodes, faults and changes, endless figures.
Result wild_result();

/// The least there can be: one run, one population without a request, no node.
Result empty_result();

}  // namespace tiersim
