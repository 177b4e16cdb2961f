// SPDX-License-Identifier: MIT
/// People who repair: with fewer of them than faults at once, repairs wait.
#pragma once

#include "tiersim/fault/fault.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tiersim {

/// A crew that repairs so many faults at once. The most urgent come first and interrupt others,
/// which go on later where they stopped; equals in the order in which they failed.
struct Crew {
    std::string name{};
    std::uint32_t size = 1;  ///< At least 1.
    friend bool operator==(const Crew&, const Crew&) = default;
};

/// The spells of all faults before `end`, each as spells() gives them, but those of a crew last
/// until it has repaired them: `down` is the time of work that this takes. Streams are drawn from
/// `seed`, one a fault.
std::vector<std::vector<Spell>> all_spells(std::span<const Fault> faults,
                                           std::span<const Crew> crews, Instant end,
                                           std::uint64_t seed);

}  // namespace tiersim
