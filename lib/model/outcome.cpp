// SPDX-License-Identifier: MIT
/// The names of outcomes.
#include "tiersim/model/outcome.hpp"

#include <array>

namespace tiersim {

std::string_view outcome_name(Outcome outcome)
{
    static constexpr std::array<std::string_view, outcome_count> names{
        "ok",          "miss",       "error",         "bad gateway",
        "unavailable", "overloaded", "queue timeout", "gateway timeout",
        "refused",     "reset",      "unreachable",   "timed out"};
    return names[static_cast<std::size_t>(outcome)];
}

}  // namespace tiersim
