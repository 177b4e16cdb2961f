// SPDX-License-Identifier: MIT
/// The servers that a node can ask: its choice among them, its limits and lines, its retries, and
/// its own books on them, which are all it knows.
#pragma once

#include "model/line.hpp"
#include "model/simulation.hpp"
#include "tiersim/policy/balancing.hpp"
#include "tiersim/policy/breaker.hpp"
#include "tiersim/policy/health.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace tiersim {

class ReplicaSet;
class SharedAddress;

/// Where a server is: a node, or an address that one of a cluster's nodes holds.
struct Address {
    NodeId node{};
    const SharedAddress* cluster = nullptr;

    /// Who answers there at the moment.
    NodeId holder() const;
};

/// How a tier is asked that is more than its Upstream says.
struct Manners {
    bool writes_to_first = false;    ///< A database: its first node is the primary.
    ReplicaSet* replicas = nullptr;  ///< A replicated database: the primary may change.
    bool reads_to_first = false;     ///< A database: reads go to the primary as well.
    std::uint64_t keys_salt = 0;     ///< A cache: hashing goes by key; 0: by source.
};

/// One node's servers of one tier.
class ServerPool {
public:
    ServerPool(Simulation& site, NodeId owner, std::uint8_t index, const Upstream& upstream,
               const std::vector<Address>& servers, const Manners& manners);

    /// The deepest call of `slot`, the owner's, asks one of the servers. The owner hears of the end
    /// by reply().
    void ask(Slot slot, Verb verb);

    /// An answer has come back to the owner; false when the pool tries again instead of passing it
    /// on.
    bool settle(Slot slot);

    /// The owner's call no longer wants what it asked, which goes on for nobody.
    void give_up(Slot slot);
    /// The owner's call, which waits in line, no longer wants a server.
    void forget(Slot slot);

    /// The pause before another try is over.
    void resume(Slot slot);

    /// Until when the owner's call at `level` waits for what it asked.
    Instant patience(const Request& request, std::uint8_t level) const;
    /// That time has come.
    void lose_patience(Slot slot, std::uint8_t level);

    /// Until when a call waits in line for a server.
    Instant patience_in_line(const Request& request) const;
    /// That time has come.
    void leave_line(Slot slot);

    /// The owner is told that a node may be sent new requests, or may not.
    void offer(NodeId node, bool offered);

    /// The owner begins, or begins again: fresh books, and health checks.
    void start();
    /// The owner died.
    void stop();

    /// It is time to check a server, or to trust it again.
    void timer(std::uint32_t server);
    /// A health check has been answered.
    void hear_probe(Slot slot);

    /// The number of the server that the owner takes for the primary of a database.
    std::size_t primary() const { return primary_; }
    void set_primary(std::size_t server);
    NodeId owner() const { return owner_; }

    const Upstream& upstream() const { return *upstream_; }
    const Address& address(std::size_t server) const { return servers_[server].address; }
    const std::vector<Candidate>& candidates() const { return candidates_; }
    std::uint32_t waiting() const { return line_.size(); }
    /// Where the breaker is; null: there is none.
    const Circuit* circuit() const { return circuit_ ? &*circuit_ : nullptr; }

private:
    /// What is known of a server beside its Candidate.
    struct Server {
        Address address{};
        Belief belief{};
        Instant check_began{};
        Line line{};          ///< Requests that insist on this server.
        bool offered = true;  ///< By those who operate it.
    };

    bool admits(Slot slot);
    void note_end(Instant asked, Outcome outcome);
    void withdraw(Instant asked);
    void refuse(Slot slot, Outcome outcome);
    void take_out_of_line(Slot slot);
    void place(Slot slot, std::size_t avoid);
    std::size_t choose(Slot slot, std::size_t avoid);
    void send(Slot slot, std::size_t server);
    void enter(std::size_t server);
    void leave(std::size_t server);
    void send_again(Slot slot, std::size_t server);
    void fail(Slot slot, Outcome outcome);
    void wait(Slot slot, Line& line);
    bool try_again(Slot slot, std::size_t server);
    void retry_connection(Slot slot, std::size_t server);
    void admit(Slot slot, std::size_t server);
    void wake(std::size_t server);
    void wake_own(std::size_t server);
    void observe(std::size_t server);
    void set_usable(std::size_t server, bool usable);
    void scatter(std::size_t server);
    void begin_check(std::size_t server);
    void end_check(std::size_t server, bool passed);
    Duration check_interval(const Server& server) const;
    /// A write goes to the primary or nowhere.
    bool needs_primary(const Request& request) const
    {
        const bool asks = request.verb == Verb::write || manners_.reads_to_first;
        return manners_.writes_to_first && asks && candidates_.size() > 1;
    }
    /// Whether only one server will do: a user's own, or the primary.
    bool insists(const Request& request) const { return insists_ || needs_primary(request); }
    std::uint64_t source_of(const Request& request) const;

    Simulation* site_;
    NodeId owner_;
    std::uint8_t index_;
    const Upstream* upstream_;
    Manners manners_;
    Balancing balance_;
    Rng draws_;
    std::vector<Candidate> candidates_;
    std::vector<Server> servers_;
    bool insists_ = false;   ///< A request waits for its own server and no other.
    bool asks_who_ = false;  ///< The choice depends on who asks.
    Duration patience_{};    ///< The shortest of the timeouts of a call; 0: none.
    std::size_t usable_ = 0;
    std::size_t primary_ = 0;
    std::uint64_t edition_ = 1;  ///< Counts changes of who is usable.
    std::uint64_t changes_ = 0;  ///< Counts all changes of the candidates.
    Line line_;                  ///< Requests that wait for any server.
    bool guarded_ = false;       ///< There is a breaker, or a limit of all calls.
    std::uint32_t calls_ = 0;    ///< Where guarded: those that have not ended.
    std::optional<Circuit> circuit_;
};

}  // namespace tiersim
