// SPDX-License-Identifier: MIT
/// Periods turn over when somebody adds to them.
#include "model/haproxy/rates.hpp"

namespace tiersim::haproxy {

void FrequencyCounter::turn(Millis now)
{
    const Millis age = now - began_;
    if (age < period_) return;
    previous_ = age < 2 * period_ ? current_ : 0;
    current_ = 0;
    began_ = age < 2 * period_ ? began_ + period_ : now;
}

void FrequencyCounter::add(Millis now, std::uint64_t events)
{
    turn(now);
    current_ += events;
}

std::uint64_t FrequencyCounter::weighed(Millis now) const
{
    FrequencyCounter turned = *this;
    turned.turn(now);
    const auto left = static_cast<std::uint64_t>(period_ - (now - turned.began_));
    return turned.previous_ * left + turned.current_ * static_cast<std::uint64_t>(period_);
}

std::uint64_t FrequencyCounter::rate(Millis now) const
{
    return weighed(now) / static_cast<std::uint64_t>(period_);
}

std::uint64_t FrequencyCounter::room(Millis now, std::uint64_t limit) const
{
    const std::uint64_t used = rate(now);
    return used < limit ? limit - used : 0;
}

Millis FrequencyCounter::wait(Millis now, std::uint64_t limit) const
{
    Millis wait = 0;
    while (room(now + wait, limit) == 0)
        ++wait;
    return wait;
}

}  // namespace tiersim::haproxy
