// SPDX-License-Identifier: MIT
/// How nodes are named.
#include "tiersim/scenario/tiers.hpp"

namespace tiersim {

std::string node_name(const std::string& tier, std::uint32_t number)
{
    return tier + "-" + std::to_string(number);
}

}  // namespace tiersim
