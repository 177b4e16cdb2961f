// SPDX-License-Identifier: MIT
/// What befell each request that is on its way: the failure it met last, or what held it up
/// longest. Most requests meet nothing and cost nothing here.
#pragma once

#include "model/books.hpp"
#include "model/request.hpp"
#include "tiersim/model/cause.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tiersim {

/// No fault of the scenario's.
inline constexpr std::uint16_t no_fault = UINT16_MAX;

/// One thing that befell a request.
struct Trouble {
    Cause cause = Cause::unexplained;
    bool failed = false;             ///< It ended an attempt; otherwise it only took time.
    NodeId place = nowhere;          ///< Where.
    std::uint16_t fault = no_fault;  ///< Which, with Cause::fault.
    std::uint32_t cost = 0;          ///< Time that it took, in microseconds.
};

static_assert(sizeof(Trouble) == 12);

/// By slot.
class Troubles {
public:
    /// `slot` has a new request.
    void forget(Slot slot)
    {
        if (slot < troubles_.size()) troubles_[slot] = {};
    }

    /// A failure counts in any case, a delay when it is the longest.
    void note(Slot slot, const Trouble& trouble)
    {
        if (slot >= troubles_.size()) troubles_.resize(slot + 1U);
        Trouble& worst = troubles_[slot];
        if (trouble.failed || trouble.cost > worst.cost) worst = trouble;
    }

    /// The request goes on under another number.
    void renumber(Slot slot, Slot now)
    {
        const Trouble trouble = of(slot);
        forget(now);
        if (trouble.cause != Cause::unexplained) note(now, trouble);
    }

    Trouble of(Slot slot) const { return slot < troubles_.size() ? troubles_[slot] : Trouble{}; }

private:
    std::vector<Trouble> troubles_;
};

/// A time as Trouble::cost has it: at most 71 minutes.
std::uint32_t cost_of(Duration time);

}  // namespace tiersim
