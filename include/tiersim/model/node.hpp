// SPDX-License-Identifier: MIT
/// What takes part in a simulation: a node hears of a call when it arrives, when work on it is done
/// and when a reply from below comes. Derive from it to add a type of node.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/model/outcome.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim {

struct NodeBooks;
class ServerPool;
class Simulation;

/// A node's number in its simulation.
enum class NodeId : std::uint16_t {};

/// A request, at the node that it has reached.
struct Call {
    std::uint32_t slot = 0;
};

/// One server, balancer, population of clients, or a type of one's own. It has a place in one
/// simulation and is neither copied nor moved.
class Node {
public:
    Node();
    virtual ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    /// `call` has come. Ends in ask(), answer(), work() or in waiting.
    virtual void arrive(Call call) = 0;

    /// The work that work() began is done.
    virtual void finish(Call call);

    /// What was asked has been answered. By default it is passed on to the caller.
    virtual void reply(Call call, Outcome outcome);

    /// The process died: what it held in lines and books is gone. Its calls are ended elsewhere.
    virtual void crash() {}

    /// The process is back, cold.
    virtual void restart() {}

    /// The run begins.
    virtual void come_up() {}

    /// `call` goes on under the number `now`. For nodes that have books of their own on calls.
    virtual void renumber(Call, Call /*now*/) {}

    /// One of the branches of `call` that are out; by default there are none, and it is itself.
    virtual Call waits_for(Call call) { return call; }

    /// Nobody waits for the answer to `call` any more.
    virtual void desert(Call) {}

    /// The limit of time until which `call` waits in this node's own line; `never` if it does not.
    virtual Instant patience(Call call) const;

    /// patience() has run out.
    virtual void lose_patience(Call) {}

    /// A timer that set_timer() wound up.
    virtual void timer(std::uint32_t) {}

    NodeId id() const { return id_; }
    const std::string& name() const { return name_; }

protected:
    Instant now() const;

    /// Ends `call` here; the caller hears of it after the way back.
    void answer(Call call, Outcome outcome = Outcome::ok);

    /// Passes `call` to the tier of the given upstream; reply() follows.
    void ask(Call call, std::size_t upstream = 0);

    /// Uses the host's CPU for `demand`; finish() follows.
    void work(Call call, Duration demand);

    /// A stream of `call`'s own for one purpose: the same whatever happens elsewhere.
    Rng draws(Call call, std::string_view purpose) const;

    /// The kind of request that `call` belongs to.
    std::string_view kind(Call call) const;

    /// timer(`number`) is called after `delay`, unless the process dies before.
    void set_timer(Duration delay, std::uint32_t number);

    Simulation& site() const { return *site_; }
    ServerPool& pool(std::size_t upstream) const { return *pools_[upstream]; }
    NodeBooks& books() const { return *books_; }

private:
    friend class Simulation;
    friend class Builder;

    void sound(std::uint32_t number);

    Simulation* site_ = nullptr;
    NodeBooks* books_ = nullptr;
    NodeId id_{};
    std::string name_{};
    std::vector<std::unique_ptr<ServerPool>> pools_;
};

}  // namespace tiersim
