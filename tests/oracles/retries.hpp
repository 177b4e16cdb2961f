// SPDX-License-Identifier: MIT
/// Retries that feed an overload: how much load a server can bear when every attempt is late.
#pragma once

#include "oracles/expression.hpp"

namespace oracles {

/// From which rate on a backlog does not drain, and how fast it grows.
Expression express_thresholds(const Record& record);

}  // namespace oracles
