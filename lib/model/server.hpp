// SPDX-License-Identifier: MIT
/// A server: workers and a program. Web, application and database servers and caches are servers
/// with different programs.
#pragma once

#include "model/forks.hpp"
#include "model/key_store.hpp"
#include "model/program.hpp"
#include "model/server_pool.hpp"
#include "model/simulation.hpp"
#include "model/workers.hpp"

#include <memory>
#include <optional>

namespace tiersim {

/// The page buffer of a database: how many reads find their page, and how that comes back after a
/// crash.
struct Buffer {
    double hits = 1.0;
    Duration warms_up{};
    Instant cold_since = Instant{} - std::chrono::hours{1'000'000};

    /// The share of reads that find their page at `at`.
    double hit_share(Instant at) const;
};

/// The keys of a cache tier and what this node of it holds.
struct Store {
    const Zipf* popularity = nullptr;
    KeyStore held;
    std::uint64_t salt = 0;  ///< Names the draw of a request's key.
};

class ReplicaSet;

/// What makes a server, besides its program.
struct ServerTraits {
    std::uint32_t workers = 0;  ///< 0: no limit.
    std::uint32_t line = 0;     ///< Places in the line for a worker; UINT32_MAX: no limit.
    std::uint32_t inside = 0;   ///< Requests inside at once; 0: no limit.
    Duration line_timeout{};    ///< 0: waits without end.
    const Distribution* line_patience = nullptr;  ///< Drawn for each request, in place of
                                                  ///< `line_timeout`.
    std::uint32_t disks = 1;
    Buffer buffer{};
    std::optional<Store> store{};
    ReplicaSet* replicas = nullptr;  ///< Of a replicated database.
    bool cancels = false;            ///< Stops working for callers who have gone.
    bool drops = false;              ///< What finds the line full is asked for again by TCP.
};

/// Interprets its tier's program for each call.
class Server final : public Node {
public:
    Server(const Program& program, ServerTraits traits);

    void arrive(Call call) override;
    void finish(Call call) override;
    void reply(Call call, Outcome outcome) override;
    void crash() override;
    void restart() override;
    Instant patience(Call call) const override;
    void lose_patience(Call call) override;
    void renumber(Call call, Call now) override;
    void desert(Call call) override;
    Call waits_for(Call call) override;

    /// A write that waited for other nodes goes on.
    void go_on(Slot slot);
    /// It ends with an error: this node is the primary no more.
    void give_up(Slot slot);

    const Program& program() const { return *program_; }

private:
    void advance(Slot slot);
    bool perform(const Op& op, Slot slot, Frame& frame);
    bool take_worker(Slot slot, bool at_any_length);
    void give_worker();
    void use_disk(Slot slot, const Op& op);
    bool release_disk(Slot done);
    bool compute(Slot slot, const Request& request, const Op& op);
    void end(Slot slot, const Op& op);
    void leave(Slot slot, Outcome outcome);
    void fail(Slot slot, Outcome outcome);
    void fork(Slot slot, const Op& op);
    void end_branch(Slot slot, Outcome outcome);
    void hasten(std::uint32_t number);
    void join(std::uint32_t number, Outcome outcome, NodeId culprit);
    void let_go(Slot branch, bool cancel);
    Slot release(Slot slot);
    Slot give_up_below(Slot slot);
    void abandon(std::uint32_t number);
    void leave_line(Slot slot);
    void turn_away(Slot slot);
    Rng draws(const Request& request, const Op& op) const;
    Duration line_limit(const Request& request) const;
    const Op& statement(const Request& request, const Op& op) const;
    std::uint32_t key_of(const Request& request) const;

    const Program* program_;
    ServerTraits traits_;
    Workers workers_;
    Line disk_line_;
    Forks forks_;
    std::uint32_t disks_busy_ = 0;
};

}  // namespace tiersim
