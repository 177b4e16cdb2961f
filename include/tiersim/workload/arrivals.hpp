// SPDX-License-Identifier: MIT
/// When requests come: open processes that do not care how the site is doing. Closed populations
/// (users who wait and think) are Thinking.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/random.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/workload/distribution.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace tiersim {

/// Independent users: exponential gaps.
struct Poisson {
    Rate rate{};
    friend bool operator==(const Poisson&, const Poisson&) = default;
};

/// One every 1 / rate, the first after one gap (like a load generator's metronome). Rounding does
/// not add up.
struct Paced {
    Rate rate{};
    friend bool operator==(const Paced&, const Paced&) = default;
};

/// Independent gaps of any law.
struct Renewal {
    Distribution gap{};
    friend bool operator==(const Renewal&, const Renewal&) = default;
};

/// Groups that come together (a page with its pictures); the groups are Poisson.
struct Batches {
    Rate rate{};             ///< Groups per second.
    double mean_size = 1.0;  ///< At least 1.
    bool geometric = false;  ///< Sizes geometric on 1, 2, ...; otherwise always `mean_size`, which
                             ///< is whole.
    friend bool operator==(const Batches&, const Batches&) = default;
};

/// Markov-modulated Poisson: a rate for each phase, left after an exponential stay for the next
/// phase in the list (after the last, the first). Starts in a phase drawn by its long-run share.
struct Bursts {
    struct Phase {
        Rate rate{};
        Duration stay{};  ///< Mean; above zero.
        friend bool operator==(const Phase&, const Phase&) = default;
    };
    std::vector<Phase> phases{};
    friend bool operator==(const Bursts&, const Bursts&) = default;
};

/// Poisson with a rate that changes: straight or in steps between points, from the first point over
/// and over when `period` is above zero, otherwise the last rate holds on.
struct RateCurve {
    struct Point {
        Duration at{};
        Rate rate{};
        friend bool operator==(const Point&, const Point&) = default;
    };
    std::vector<Point> points{};  ///< Ascending, the first at zero.
    bool steps = false;  ///< The rate jumps at each point; otherwise it goes straight to the next.
    Duration period{};   ///< 0: no repetition.
    friend bool operator==(const RateCurve&, const RateCurve&) = default;
};

/// A daily wave: rate = mean * (1 + swing * sin(2 pi (t - phase) / period)).
struct Wave {
    Rate mean{};
    Probability swing{};
    Duration period{};
    Duration phase{};
    friend bool operator==(const Wave&, const Wave&) = default;
};

/// Instants from elsewhere: a log, a recording.
struct Trace {
    struct Arrival {
        Duration at{};             ///< Since the start of the run; ascending.
        Bytes bytes{};             ///< Size of the answer, where the log says so.
        Duration service{};        ///< Time the server took, where the log says so; 0: not known.
        std::uint32_t kind = 0;    ///< Index in the population's mix.
        std::uint64_t source = 0;  ///< A number for who asked (source hash); 0: not known.
        friend bool operator==(const Arrival&, const Arrival&) = default;
    };
    std::string file{};            ///< .tsv, .csv, plain or .zst; with a header line.
    std::string time_column{};     ///< Its column of times: seconds (any zero) or ISO 8601.
    std::string bytes_column{};    ///< Empty: none.
    std::string service_column{};  ///< Milliseconds; empty: none.
    std::string source_column{};   ///< Empty: none.
    bool spread = true;  ///< Whole-second stamps: those of one second are spread evenly over it, in
                         ///< their order.
    double speed = 1.0;  ///< 2: twice as fast as it was; above 0.
    std::vector<Arrival> arrivals{};  ///< What was read, or given by C++.
    friend bool operator==(const Trace&, const Trace&) = default;
};

/// A closed population: each user thinks, asks, waits for the end of the request, and thinks again.
struct Thinking {
    std::uint32_t users = 1;
    Distribution think{};
    friend bool operator==(const Thinking&, const Thinking&) = default;
};

using Arrivals =
    std::variant<Poisson, Paced, Renewal, Batches, Bursts, RateCurve, Wave, Trace, Thinking>;

/// The long-run rate of an open process; of a RateCurve without period the rate that holds on; of a
/// Trace its arrivals over its length. Zero for Thinking.
Rate mean_rate(const Arrivals& arrivals);

/// The instants of one open process, one by one.
class ArrivalStream {
public:
    /// `arrivals` must outlive the stream and not be Thinking; `rng` decides all gaps.
    ArrivalStream(const Arrivals& arrivals, Rng rng);
    ArrivalStream(Arrivals&& arrivals, Rng rng) = delete;

    /// The next instant, never before the last one; `never` when there are no more.
    Instant next();

    /// The entry of the trace that the last next() returned; null for other processes.
    const Trace::Arrival* entry() const { return entry_; }

private:
    Instant draw(const Poisson& poisson);
    Instant draw(const Paced& paced);
    Instant draw(const Renewal& renewal);
    Instant draw(const Batches& batches);
    Instant draw(const Bursts& bursts);
    Instant draw(const RateCurve& curve);
    Instant draw(const Wave& wave);
    Instant draw(const Trace& trace);
    Instant draw(const Thinking& thinking);
    std::uint64_t group_size(const Batches& batches);
    void enter_phase(const Bursts& bursts, Instant at);

    const Arrivals* arrivals_;
    Rng rng_;
    Instant last_{};
    double gap_ = 0.0;         ///< Mean time between candidates in nanoseconds; 0: none will come.
    std::uint64_t count_ = 0;  ///< Arrivals so far (Paced, Trace), or left in the group (Batches).
    std::uint32_t phase_ = 0;  ///< Of Bursts; the stretch between two points of a RateCurve.
    Instant phase_ends_{};     ///< Of Bursts; of a RateCurve the start of its period.
    double into_ = 0.0;        ///< Seconds since the start of the stretch of a RateCurve.
    const Trace::Arrival* entry_ = nullptr;
};

}  // namespace tiersim
