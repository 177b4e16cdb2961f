// SPDX-License-Identifier: MIT
/// Independent runs of one scenario, on as many threads as one likes: the books come out in the
/// order of the replications, whoever was first.
#pragma once

#include "model/books.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace tiersim {

/// What is known of a node without running it.
struct NodeFacts {
    std::string name{};
    std::string tier{};
    std::string host{};
    std::string role{};
    std::uint32_t workers = 0;
};

/// The books of one replication, and what its faults did when.
struct Replica {
    Books books{};
    std::vector<std::vector<Spell>> spells{};  ///< By fault.
};

/// All replications.
struct Replicas {
    std::vector<Replica> runs{};
    std::vector<NodeFacts> nodes{};
    std::vector<std::string> kinds{};
    std::vector<std::vector<std::size_t>> stricken{};  ///< Nodes that each fault strikes.
};

/// Runs all replications of `scenario`; the first with its own seed, the others with seeds made of
/// it.
Replicas run_replications(const Scenario& scenario, const Run& run);

/// The seed of a replication (0, 1, ...).
std::uint64_t replication_seed(std::uint64_t seed, std::uint32_t replication);

}  // namespace tiersim
