// SPDX-License-Identifier: MIT
/// What a server does for a request, compiled from its description into a flat table of small steps
/// that the server interprets.
#pragma once

#include "model/request.hpp"
#include "tiersim/scenario/tiers.hpp"
#include "tiersim/workload/distribution.hpp"
#include "workload/sampling.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiersim {

/// What one step does.
enum class Action : std::uint8_t {
    begin,       ///< Takes a worker, or a place in the line for one; then uses the CPU for `work`.
    compute,     ///< Uses the CPU for `work`.
    recorded,    ///< Uses the CPU as long as the trace says.
    statement,   ///< Uses the CPU as the caller's query says, or for `work`.
    disk,        ///< One access to the disk.
    ask,         ///< Asks a tier; goes on when the answer is ok, otherwise ends with its outcome.
    look_up,     ///< Asks a cache; jumps when it was found there, otherwise goes on.
    fill,        ///< Tells a cache; goes on whatever comes of it.
    perhaps,     ///< Jumps unless the draw falls below `chance`.
    unless_hit,  ///< Jumps when the buffer cache has the page.
    again,       ///< Jumps (back) with `chance`.
    find,        ///< In a cache: looks for the key, ends with miss when it is not there.
    store,       ///< In a cache: keeps the key.
    claim,       ///< A write, at a replicated database: ends with error where another is primary.
    commit,      ///< The write is done; waits for other nodes that must have it.
    see,         ///< A read looks at what its node has.
    give,        ///< Gives the worker back.
    pass_on,     ///< Gives the worker back, and asks a tier.
    end,         ///< Gives the worker back if it still has one, and ends with ok.
    take,        ///< Takes a worker again, or waits in line for one however long it is.
    jump,        ///< Jumps.
    sleep,       ///< Waits, and uses nothing.
    fork,        ///< Begins branches, and goes on when enough of them have ended well.
    join         ///< A branch ends well.
};

/// A branch of a fork: where it begins, how many like it there are, and how much later.
struct Prong {
    std::uint16_t start = 0;
    std::uint32_t copies = 1;
    Duration after{};
};

/// What a fork begins.
struct Fan {
    std::vector<Prong> prongs{};
    std::uint32_t branches = 0;  ///< In all.
    std::uint32_t wanted = 0;    ///< Branches that must end well.
    bool cancel = true;          ///< Gives up the others.
    std::uint16_t landing = 0;   ///< The step behind all branches.
};

/// One step.
struct Op {
    Action action = Action::end;
    Verb verb = Verb::read;
    std::uint8_t upstream = 0;
    std::uint16_t jump = 0;     ///< Of a fork: the number of its fan.
    std::uint16_t handler = 0;  ///< Where to go on when the step fails; 0: the call ends.
    double chance = 0.0;
    Sampler work{};
    std::uint64_t salt = 0;    ///< Names the step's draws.
    bool has_work = false;     ///< `work` says something.
    bool holds_worker = true;  ///< At this step the call has a worker.
};

/// The steps of all kinds of requests at one tier.
class Program {
public:
    /// A step at the end; its draws are named after `tier` and its place.
    Op& add(Action action);
    /// The same with work to do; `work` outlives the program.
    Op& add(Action action, const Distribution& work);

    /// The steps of a health check, at the end of the program: they take a worker and a little CPU
    /// time.
    void add_check();
    std::uint16_t check_start() const { return check_start_; }

    /// The steps of a kind begin here.
    void begin(std::uint8_t kind);
    /// The steps of all kinds: for reads from `read` on, for writes from `write` on.
    void same_for_all(std::uint16_t read, std::uint16_t write);

    std::uint16_t start(std::uint8_t kind, Verb verb) const
    {
        return starts_[kind * 2U + (verb == Verb::write ? 1U : 0U)];
    }
    const Op& operator[](std::size_t step) const { return ops_[step]; }
    std::uint16_t size() const { return static_cast<std::uint16_t>(ops_.size()); }
    /// The step to jump to when the one at `op` says so.
    void land(std::size_t op) { ops_[op].jump = size(); }
    /// Where to go on when the step at `op` fails.
    void catch_at(std::size_t op) { ops_[op].handler = size(); }

    std::uint16_t add_fan();
    bool forks() const { return !fans_.empty(); }
    Fan& fan(std::uint16_t number) { return fans_[number]; }
    const Fan& fan(std::uint16_t number) const { return fans_[number]; }

    explicit Program(std::string tier, std::size_t kinds);

private:
    std::string tier_;
    std::vector<Op> ops_;
    std::vector<Fan> fans_;
    std::vector<std::uint16_t> starts_;
    std::uint16_t check_start_ = 0;
};

/// Names of a scenario's kinds, in the order of their numbers.
using KindNames = std::vector<std::string>;

Program compile(const WebServer& tier, const KindNames& kinds);
Program compile(const AppServer& tier, const KindNames& kinds);
Program compile(const Database& tier, const KindNames& kinds);
Program compile(const Cache& tier, const KindNames& kinds);

}  // namespace tiersim
