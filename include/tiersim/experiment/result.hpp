// SPDX-License-Identifier: MIT
/// What came out of a scenario: for each population, kind, node and fault, with intervals. Reports
/// are made of it.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/experiment/loss.hpp"
#include "tiersim/model/outcome.hpp"
#include "tiersim/scenario/expect.hpp"
#include "tiersim/stats/histogram.hpp"
#include "tiersim/stats/interval.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiersim {

/// The times that requests took, in seconds, of those that were answered.
struct LatencyResult {
    Estimate mean{};
    Estimate p50{};
    Estimate p90{};
    Estimate p95{};
    Estimate p99{};
    Estimate p999{};
    double max = 0.0;
    friend bool operator==(const LatencyResult&, const LatencyResult&) = default;
};

/// Requests that ended in one way at one place, over all replications.
struct FailureResult {
    Outcome outcome = Outcome::error;
    std::string place{};  ///< The node where it arose.
    std::uint64_t count = 0;
    friend bool operator==(const FailureResult&, const FailureResult&) = default;
};

/// One step of a population's timeline, the mean over the replications.
struct TimelinePoint {
    Instant at{};           ///< Start of the step.
    double offered = 0.0;   ///< Requests that began in it, per second ...
    double answered = 0.0;  ///< ... of them answered,
    double good = 0.0;      ///< answered in time,
    double failed = 0.0;    ///< and failed, per second.
    double p50 = 0.0;       ///< Of the answers that came in this step, in seconds; 0: none came.
    double p99 = 0.0;
    friend bool operator==(const TimelinePoint&, const TimelinePoint&) = default;
};

/// What one kind of requests saw.
struct KindResult {
    std::string kind{};
    std::uint64_t offered = 0;  ///< Requests counted, over all replications.
    std::uint64_t answered = 0;
    std::uint64_t good = 0;
    std::uint64_t failed = 0;
    std::uint64_t bytes = 0;  ///< Answered.
    LatencyResult latency{};
    friend bool operator==(const KindResult&, const KindResult&) = default;
};

/// What a population saw.
struct PopulationResult {
    std::string name{};
    Duration good_within{};     ///< As the scenario says; 0: an answer is good whenever it comes.
    std::uint64_t offered = 0;  ///< Requests counted: begun after the warm-up and ended, over all
                                ///< replications.
    std::uint64_t answered = 0;
    std::uint64_t good = 0;  ///< Answered within `good_within`.
    std::uint64_t failed = 0;
    std::uint64_t attempts = 0;  ///< Retries included.
    std::uint64_t bytes = 0;     ///< Answered.
    std::uint64_t begun = 0;     ///< All requests, warm-up included: begun = ended + in flight.
    std::uint64_t ended = 0;
    std::uint64_t in_flight = 0;      ///< At the end of the runs.
    Estimate availability{};          ///< Share of requests answered in time.
    Estimate availability_by_time{};  ///< Share of windows in which enough requests were.
    Estimate error_share{};
    Estimate throughput{};  ///< Answers per second.
    Estimate goodput{};     ///< Good answers per second.
    LatencyResult latency{};
    Histogram latencies{};
    std::vector<KindResult> kinds{};
    std::vector<FailureResult> failures{};  ///< The most frequent first.
    std::vector<LossResult> losses{};       ///< The most frequent first.
    std::vector<TimelinePoint> timeline{};
    friend bool operator==(const PopulationResult&, const PopulationResult&) = default;
};

/// One step of a node's timeline, the mean over the replications.
struct NodePoint {
    Instant at{};
    double busy = 0.0;
    double queued = 0.0;
    friend bool operator==(const NodePoint&, const NodePoint&) = default;
};

/// What a node did.
struct NodeResult {
    std::string name{};
    std::string tier{};
    std::string host{};
    std::string role{};  ///< "balancer", "web server", "application server", "database", "cache",
                         ///< "custom".
    std::uint64_t arrived = 0;  ///< Calls, over all replications.
    std::uint64_t answered = 0;
    std::uint64_t failed = 0;
    std::uint64_t killed = 0;   ///< Calls in hand when the process died.
    std::uint64_t orphans = 0;  ///< Answers that nobody waited for any more.
    std::uint64_t restarts = 0;
    std::uint32_t workers = 0;  ///< 0: no limit.
    Estimate utilisation{};     ///< Busy workers / workers; without a limit, the mean number busy.
    Estimate busy{};            ///< Mean number of busy workers.
    Estimate queue{};           ///< Mean length of the line for a worker.
    std::uint32_t queue_max = 0;
    Estimate wait_share{};      ///< Share of calls that had to wait for a worker.
    Estimate wait_mean{};       ///< Mean wait of all calls that asked for a worker, in seconds.
    LatencyResult residence{};  ///< From a call's arrival to its answer, calls below included.
    std::vector<FailureResult> failures{};  ///< How its own calls ended other than well.
    std::vector<NodePoint> timeline{};
    friend bool operator==(const NodeResult&, const NodeResult&) = default;
};

/// What became of the data of a replicated database, over all replications.
struct DataResult {
    std::string database{};
    std::uint64_t acknowledged = 0;  ///< Writes that were answered well.
    std::uint64_t lost = 0;          ///< Of them those that were gone after a failover.
    std::uint64_t diverged = 0;    ///< Of the lost those that a node had acknowledged while another
                                   ///< was the primary.
    std::uint64_t duplicated = 0;  ///< Writes that an earlier attempt had done already.
    std::uint64_t refused = 0;     ///< Writes that came to a node that was not the primary.
    std::uint64_t outages = 0;     ///< How often the last primary that worked was lost.
    std::uint64_t failovers = 0;
    std::uint64_t reads = 0;
    std::uint64_t stale_reads = 0;     ///< Did not see a write that was acknowledged before.
    std::uint64_t own_missed = 0;      ///< Did not see a write of the same user.
    std::uint64_t backward_reads = 0;  ///< Saw less than the same user's read before.
    Estimate lost_share{};             ///< Of the acknowledged writes.
    Estimate stale_share{};            ///< Of the reads.
    Estimate unwritable{};             ///< Seconds of a run without a primary that works.
    Estimate split{};                  ///< Seconds of a run with more than one.
    friend bool operator==(const DataResult&, const DataResult&) = default;
};

/// A fault, when it held, and how long it took to be noticed and overcome. Times are of the first
/// replication, the estimates of all.
struct FaultResult {
    std::string what{};  ///< "crash of app-2"
    Instant from{};      ///< Its first spell.
    Instant to{};
    std::uint64_t spells = 0;    ///< In the first replication.
    bool same_in_all = true;     ///< At the same instants in every replication.
    Estimate time_to_detect{};   ///< From its start to the first caller that takes the server for
                                 ///< dead, in seconds.
    Estimate time_to_recover{};  ///< From its start to the end of the last bad step that follows
                                 ///< it, in seconds.
    bool detected = false;       ///< In every replication.
    bool recovered = true;  ///< In every replication, before the next fault or the end of the run.
    double failed = 0.0;    ///< Requests a replication that began between start and recovery and
                            ///< failed.
    double lost_unnoticed = 0.0;  ///< Requests a replication that were lost to it or to what
                                  ///< followed from it, before a caller took the server for dead
                                  ///< although others of its tier could serve,
    double lost_holding = 0.0;    ///< otherwise while it held,
    double lost_after = 0.0;      ///< and after it had ended.
    friend bool operator==(const FaultResult&, const FaultResult&) = default;
};

/// A caller has changed its mind about a server, or an address its holder; of the first
/// replication.
struct ChangeResult {
    Instant at{};
    std::string observer{};
    std::string subject{};
    bool up = false;
    bool address = false;  ///< `observer` has taken over its tier's address.
    friend bool operator==(const ChangeResult&, const ChangeResult&) = default;
};

/// Whether a promise was kept.
enum class Verdict : std::uint8_t { met, missed, undecided };

/// A promise and what came of it.
struct ExpectationResult {
    Expect expect{};
    std::string text{};  ///< "users: latency p99 at most 250 ms"
    Estimate measured{};
    Verdict verdict = Verdict::undecided;
    friend bool operator==(const ExpectationResult&, const ExpectationResult&) = default;
};

/// The outcome of all replications of a scenario.
struct Result {
    std::string scenario{};
    std::string about{};
    std::string version{};  ///< Of tiersim.
    std::uint64_t seed = 1;
    std::uint32_t replications = 1;
    Duration duration{};
    Duration warmup{};
    Duration interval{};            ///< Step of the timelines.
    Duration window{};              ///< For availability by time: a window is good when ...
    Probability window_good{};      ///< ... at least this share of its requests was.
    std::uint64_t events = 0;       ///< Simulated, in all.
    std::uint64_t fingerprint = 0;  ///< Of all events: the same for the same scenario, seed and
                                    ///< version.
    std::vector<PopulationResult> populations{};
    std::vector<NodeResult> nodes{};
    std::vector<DataResult> data{};  ///< Of replicated databases.
    std::vector<FaultResult> faults{};
    std::vector<ChangeResult> changes{};
    DowntimeResult downtime{};
    std::vector<BudgetResult> budgets{};  ///< Of promises of availability over the whole run.
    std::vector<ExpectationResult> expectations{};
    std::vector<std::string> notes{};  ///< What to know before believing: too short, not
                                       ///< stationary, overloaded.

    /// Whether no promise was missed.
    bool kept() const;
    friend bool operator==(const Result&, const Result&) = default;
};

}  // namespace tiersim
