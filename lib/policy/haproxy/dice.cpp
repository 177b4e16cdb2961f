// SPDX-License-Identifier: MIT
/// Three shifts for a number.
#include "tiersim/policy/haproxy/dice.hpp"

namespace tiersim::haproxy {

std::uint32_t Dice::roll()
{
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
}

}  // namespace tiersim::haproxy
