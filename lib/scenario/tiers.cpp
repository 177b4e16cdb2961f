// SPDX-License-Identifier: MIT
/// How nodes are named.
#include "tiersim/scenario/tiers.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_copy_assignable_v<AppServer> && std::is_copy_assignable_v<Step>);

std::string node_name(const std::string& tier, std::uint32_t number)
{
    return tier + "-" + std::to_string(number);
}

}  // namespace tiersim
