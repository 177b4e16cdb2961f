// SPDX-License-Identifier: MIT
/// What each spell of a fault did to users, and until when: losses are charged by it.
#pragma once

#include "experiment/replicas.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace tiersim {

/// A spell of a fault, with its consequences.
struct Stretch {
    std::size_t fault = 0;
    Spell spell{};
    std::optional<Duration> detected{};  ///< After its start, by the first caller.
    Duration recovery{};    ///< From its start to the end of the last bad step because of it.
    bool recovered = true;  ///< Before the next fault, or the end of the run.
    double failed = 0.0;    ///< Requests that began until then and failed.

    /// When it is over: the fault itself and what follows from it.
    Instant over() const { return std::max(spell.to, spell.from + recovery); }
};

/// All spells of a replication, by their starts.
std::vector<Stretch> stretches_of(const Scenario& scenario, const Replicas& replicas,
                                  const Replica& run);

/// The spell that began last before `end` and was not over at `begin`; null if there is none.
const Stretch* lasting(const std::vector<Stretch>& stretches, Instant begin, Instant end);

}  // namespace tiersim
