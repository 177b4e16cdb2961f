// SPDX-License-Identifier: MIT
/// How often something happened in the last second, as HAProxy estimates it: from two periods of
/// one second each, the older one fading out.
#pragma once

#include "model/haproxy/timers.hpp"

#include <cstdint>

namespace tiersim::haproxy {

/// Events per period.
class FrequencyCounter {
public:
    explicit FrequencyCounter(Millis period = 1000) : period_{period} {}

    void add(Millis now, std::uint64_t events = 1);
    /// Events in the last period.
    std::uint64_t rate(Millis now) const;
    /// How many more may happen now when `limit` may in a period.
    std::uint64_t room(Millis now, std::uint64_t limit) const;
    /// How long until one more may happen.
    Millis wait(Millis now, std::uint64_t limit) const;

private:
    /// Events times the length of the period.
    std::uint64_t weighed(Millis now) const;
    void turn(Millis now);

    Millis period_;
    Millis began_ = 0;
    std::uint64_t current_ = 0;
    std::uint64_t previous_ = 0;
};

}  // namespace tiersim::haproxy
