// SPDX-License-Identifier: MIT
/// The names of causes.
#include "tiersim/model/cause.hpp"

#include <array>

namespace tiersim {

std::string_view cause_name(Cause cause)
{
    static constexpr std::array<std::string_view, cause_count> names{
        "unexplained", "fault", "limit",   "line",  "servers",
        "no server",   "work",  "network", "error", "broken"};
    return names[static_cast<std::size_t>(cause)];
}

}  // namespace tiersim
