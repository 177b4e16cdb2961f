// SPDX-License-Identifier: MIT
/// The counting behind a belief. In HAProxy's terms, health = rise + fall - 1 - count while up
/// (rise on trial), and health = count while down.
#include "tiersim/policy/health.hpp"

namespace tiersim {

bool Belief::good(std::uint32_t rise)
{
    errors_ = 0;
    on_trial_ = false;
    if (up_) {
        count_ = 0;
        return false;
    }
    ++count_;
    if (count_ < rise) return false;
    up_ = true;
    count_ = 0;
    return true;
}

bool Belief::bad(std::uint32_t fall)
{
    if (!up_) {
        count_ = 0;
        return false;
    }
    ++count_;
    if (!on_trial_ && count_ < fall) return false;
    condemn();
    return true;
}

bool Belief::erred(std::uint32_t errors)
{
    if (errors == 0 || !up_) return false;
    ++errors_;
    if (errors_ < errors) return false;
    condemn();
    return true;
}

void Belief::condemn()
{
    *this = Belief{};
    up_ = false;
    on_trial_ = false;
}

void Belief::pardon() { *this = Belief{}; }

}  // namespace tiersim
