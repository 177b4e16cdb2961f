// SPDX-License-Identifier: MIT
/// What a run writes down: for each population and each node, counts, latencies and levels, exact
/// and mergeable. Intervals and percentiles are made of them later.
#pragma once

#include "model/data_books.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/model/cause.hpp"
#include "tiersim/model/node.hpp"
#include "tiersim/model/outcome.hpp"
#include "tiersim/stats/gauge.hpp"
#include "tiersim/stats/histogram.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tiersim {

/// Batches of equal length into which a run is cut.
inline constexpr std::size_t batch_count = 20;

/// What became of some requests.
struct Tally {
    std::uint64_t offered = 0;
    std::uint64_t answered = 0;  ///< Ended with ok.
    std::uint64_t good = 0;      ///< Answered in time.
    std::uint64_t failed = 0;
    std::uint64_t attempts = 0;
    std::uint64_t bytes = 0;  ///< Of answers.
    Histogram latency{};      ///< Of those answered.

    /// One more request that has ended.
    void note(std::uint32_t tries, bool ok, bool in_time, Duration took)
    {
        ++offered;
        attempts += tries;
        good += in_time ? 1 : 0;
        (ok ? answered : failed) += 1;
        if (ok) latency.add(took);
    }
    void merge(const Tally& other);
};

/// The requests of a population that began in one interval of time.
struct Moment {
    std::uint64_t offered = 0;
    std::uint64_t answered = 0;
    std::uint64_t good = 0;
    std::uint64_t failed = 0;
    std::uint64_t attempts = 0;  ///< Made in it, retries of earlier requests included.

    Moment& operator+=(const Moment& other);
};

/// No node.
inline constexpr NodeId nowhere{UINT16_MAX};

/// Requests that failed or came late in one step of the timelines, and why.
struct Charge {
    std::uint32_t step = 0;
    Cause cause = Cause::unexplained;
    NodeId place = nowhere;
    std::uint16_t fault = UINT16_MAX;  ///< Which, with Cause::fault.
    Outcome outcome = Outcome::ok;     ///< ok: answered, but late.
    friend auto operator<=>(const Charge&, const Charge&) = default;
};

/// Latencies of the answers that came in one interval.
struct Pulse {
    std::uint64_t answers = 0;
    Duration mean{};
    Duration p50{};
    Duration p99{};
};

/// A population's books. Only requests that began after the warm-up count, but in the timelines all
/// do.
struct PopulationBooks {
    std::vector<Tally> kinds{};
    std::vector<Tally> batches{};  ///< By the time of the end; for intervals from a single run.
    std::vector<std::uint64_t> failures{};      ///< At [outcome * nodes + culprit].
    std::map<Charge, std::uint64_t> charges{};  ///< Of what was counted.
    std::vector<Moment> moments{};              ///< By interval of the beginning.
    std::vector<Pulse> pulses{};                ///< By interval of the answer.
    std::uint64_t begun = 0;                    ///< All, from the start of the run ...
    std::uint64_t ended = 0;  ///< ... each of them once, or it is in flight at the end.
    std::uint64_t in_flight = 0;
};

/// The state of a node over one interval.
struct NodeMoment {
    float busy = 0.0F;    ///< Mean number of busy workers.
    float queued = 0.0F;  ///< Mean length of the line.
};

/// A node's books.
struct NodeBooks {
    std::uint64_t arrived = 0;
    std::array<std::uint64_t, outcome_count> ended{};
    std::uint64_t orphans = 0;  ///< Answers that nobody waited for any more.
    std::uint64_t begun = 0;    ///< Calls that asked for a worker.
    std::uint64_t waited = 0;   ///< Of them, those that did not get it at once.
    std::uint64_t killed = 0;   ///< Calls in hand when the process died.
    std::uint64_t restarts = 0;
    Gauge busy{};
    Gauge queue{};
    Gauge inside{};
    Histogram residence{};  ///< From arrival to answer.
    Histogram wait{};       ///< For a worker; of those that got one after waiting.
    Duration busy_cpu{};    ///< CPU time asked for.
    std::vector<NodeMoment> moments{};
};

/// A caller has changed its mind about a server, or an address its place.
struct Sighting {
    Instant at{};
    NodeId observer{};
    NodeId subject{};
    bool up = false;       ///< Believed up; for an address: taken over.
    bool address = false;  ///< `observer` now holds the address of its cluster.
};

/// All books of one run.
struct Books {
    std::vector<PopulationBooks> populations{};
    std::vector<NodeBooks> nodes{};
    std::vector<Sighting> sightings{};
    std::vector<DataBooks> data{};  ///< Of replicated databases, when the run is over.
    std::uint64_t events = 0;
    std::uint64_t fingerprint = 0;
};

}  // namespace tiersim
