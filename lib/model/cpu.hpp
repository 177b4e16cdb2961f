// SPDX-License-Identifier: MIT
/// The cores of a host, shared by the nodes that are placed there: all jobs at once with at most
/// one core each, or in turn; with a quota for each node where one is set.
#pragma once

#include "model/request.hpp"
#include "tiersim/scenario/parts.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace tiersim {

/// A job that is done: whose, and for which node.
struct DoneJob {
    Slot slot = no_slot;
    std::uint32_t share = 0;
};

/// Cores that are short, or change their speed: work advances on virtual clocks. (Where neither can
/// happen, work takes just its time and no Cpu is asked.)
class Cpu {
public:
    /// `cores` 0: more than there can be jobs.
    Cpu(std::uint32_t cores, double speed, Discipline discipline);

    /// A node that uses these cores, at most `quota` of them (0: no quota), at any time or in the
    /// mean of each `period`. Returns its share's number.
    std::uint32_t add_share(double quota, Duration period = Duration{0});

    /// `demand` of work on one core of speed 1 for `slot`.
    void begin(Instant at, std::uint32_t share, Slot slot, Duration demand, std::uint32_t priority);

    /// When the next job is done if nothing changes; `never` if nothing moves.
    Instant due() const { return due_; }

    /// Takes out one job that is done at `at`, if there is one.
    std::optional<DoneJob> take_done(Instant at);

    /// The speed of a share's node changes; 0: it hangs.
    void set_speed(Instant at, std::uint32_t share, double factor);

    /// The job of `slot`, which has one, is gone.
    void remove(Instant at, std::uint32_t share, Slot slot);

    /// All jobs of a share are gone.
    void drop(Instant at, std::uint32_t share);

    /// Cores in use.
    double busy_cores() const;

private:
    struct Job {
        double finish = 0.0;  ///< On its share's virtual clock.
        std::uint64_t order = 0;
        Slot slot = no_slot;
        double demand = 0.0;
        std::uint32_t priority = 0;
        std::uint32_t share = 0;
    };
    struct Share {
        double quota = 0.0;
        double factor = 1.0;
        double clock = 0.0;       ///< Work done for each of its jobs, in nanoseconds.
        double rate = 0.0;        ///< Of the clock; work per nanosecond of each job.
        Duration period{};        ///< Of the quota; 0: it holds at any time.
        double budget = 0.0;      ///< Nanoseconds of a core that are left in this period.
        Instant refill{};         ///< When the next begins.
        std::vector<Job> jobs{};  ///< Those that run; a heap, the first to finish in front.
    };

    static bool is_throttled(const Share& share);
    double cores_of(const Share& share) const;
    void enforce_quotas(Instant at);
    void foresee_quotas(Instant at);
    static bool later(const Job& a, const Job& b);
    void advance(Instant at);
    void run(Job job);
    void make_way(std::uint32_t priority);
    void admit();
    void share_out();
    void foresee(Instant at);
    std::size_t running() const;
    std::deque<Job>::iterator next_in_line();

    std::uint32_t cores_;
    double speed_;
    Discipline discipline_;
    std::vector<Share> shares_;
    bool enforces_ = false;  ///< Some quota holds for periods.
    std::deque<Job> line_;   ///< Jobs that wait for a core; only without sharing.
    Instant at_{};
    Instant due_ = never;
    std::uint64_t order_ = 0;
};

}  // namespace tiersim
