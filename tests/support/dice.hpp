// SPDX-License-Identifier: MIT
/// What random scenarios are drawn with: numbers, names, lengths of time, laws.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/fault/fault.hpp"
#include "tiersim/policy/balancing.hpp"
#include "tiersim/workload/arrivals.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace support {

/// A stream of decisions.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : rng_{seed, "random scenario"} {}

    bool chance(double probability) { return rng_.chance(probability); }

    /// From `low` to `high`, both included.
    std::uint32_t number(std::uint32_t low, std::uint32_t high)
    {
        return low + rng_.below(high - low + 1);
    }

    /// From `low` to `high`, with whatever digits; now and then a round one.
    double real(double low, double high);

    /// About as long as `scale`, to the nanosecond; now and then a round one.
    tiersim::Duration length(tiersim::Duration scale);

    template <class T>
    const T& one_of(const std::vector<T>& items)
    {
        return items[rng_.below(static_cast<std::uint32_t>(items.size()))];
    }

    /// Shares that sum to 1.
    std::vector<tiersim::Probability> shares(std::uint32_t count);

    /// Any law whose mean is about `scale`.
    tiersim::Distribution law(tiersim::Duration scale);

    /// Any arrival process of about `rate` requests a second.
    tiersim::Arrivals arrivals(double rate);

    tiersim::Balancing balancing();

    /// An effect on nodes, or, with `messages`, on what goes between them.
    tiersim::Effect effect(bool messages);

private:
    tiersim::Arrivals changing_arrivals(double rate);
    tiersim::Trace trace(double rate);

    tiersim::Rng rng_;
};

}  // namespace support
