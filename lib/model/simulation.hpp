// SPDX-License-Identifier: MIT
/// A run: the agenda, the requests on their way, the nodes and what carries messages between them.
/// Calls are opened, passed on and closed here and nowhere else.
#pragma once

#include "kernel/agenda.hpp"
#include "kernel/table.hpp"
#include "model/books.hpp"
#include "model/cpu.hpp"
#include "model/request.hpp"
#include "model/troubles.hpp"
#include "model/wires.hpp"
#include "tiersim/io/haproxy_log.hpp"
#include "tiersim/io/haproxy_notice.hpp"
#include "tiersim/model/node.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tiersim {

class Client;
class Life;
class Operators;
class ReplicaSet;
class SharedAddress;
class FaultBoard;
class Program;
class Zipf;
namespace haproxy {
class Messages;
class Jars;
}  // namespace haproxy

/// What an event means; in the low byte of Due::what.
enum class What : std::uint8_t {
    done,         ///< Work of a slot.
    cores,        ///< Something on a Cpu may be done.
    deliver,      ///< A call reaches its node.
    reply,        ///< An answer reaches the caller.
    accept,       ///< A process that hung takes a call that its kernel kept for it.
    resend_down,  ///< A call that was lost on its way is sent again.
    resend_up,    ///< The same of an answer.
    begin,        ///< A population's next request, or a user who has thought.
    alarm,        ///< Some patience of a slot may have run out.
    resume,       ///< A pause of a slot is over.
    awake,        ///< The same of a pause that is a step of its node's program.
    timer,        ///< A node's own.
    fail,         ///< A failing node answers with an error.
    fault,        ///< A fault begins or ends.
    address,      ///< Something of a cluster's.
    life,         ///< Something that a process does by itself.
    operators,    ///< Something that those who operate a tier do.
    data,         ///< Something of a replicated database's.
    tick          ///< An interval of the timelines is over.
};

/// What every message needs to know of a node.
struct Seat {
    Node* node = nullptr;
    NodeBooks* books = nullptr;
    const Hop* hops = nullptr;  ///< From its place to each place.
    std::uint16_t host = 0;
    PlaceId place = 0;
    bool calm = true;    ///< Nothing is wrong with it: the usual case.
    bool roomy = false;  ///< Its cores are never short, and of usual speed.
};

/// How a node is, and what it stands on.
struct Standing {
    std::uint16_t host = 0;
    PlaceId place = 0;
    bool process_up = true;
    bool host_up = true;
    bool hangs = false;
    std::vector<Due> parked{};  ///< What reached it while it hangs.
    double errors = 0.0;
    const Distribution* error_takes = nullptr;
    std::uint32_t life = 0;  ///< Counts crashes; timers of a former life are void.
    std::int32_t cpu = -1;   ///< Which Cpu; -1: cores are never short.
    std::uint32_t share = 0;
    double speed = 1.0;   ///< Of cores that are never short.
    double pace = 1.0;    ///< As faults and its life make it; 0: it hangs.
    Condition of_node{};  ///< As faults make the node itself ...
    Condition of_host{};  ///< ... and its host.
};

/// One run of a scenario.
class Simulation {
public:
    Simulation(const Scenario& scenario, std::uint64_t seed);
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    /// Until the planned end; `progress` is told the share that is done now and then, if there is
    /// one.
    void run(const std::function<void(double)>& progress = {});

    Instant now() const { return agenda_.now(); }
    const Scenario& scenario() const { return *scenario_; }
    std::uint64_t seed() const { return seed_; }
    Agenda& agenda() { return agenda_; }
    Books& books() { return books_; }
    Wires& wires() { return *wires_; }
    /// Who is told of every request that a HAProxy ends; nullptr: nobody.
    const haproxy::LogSink* haproxy_log() const { return haproxy_log_; }
    void tell_of_haproxies(const haproxy::LogSink& sink) { haproxy_log_ = &sink; }
    /// Who is told of every change of a server that a HAProxy sees; nullptr: nobody.
    const haproxy::NoticeSink* haproxy_notices() const { return haproxy_notices_; }
    void tell_of_haproxies(const haproxy::NoticeSink& sink) { haproxy_notices_ = &sink; }
    Instant counted_from() const { return counted_from_; }

    // Requests.
    Table<Request>& requests() { return requests_; }
    Request& request(Slot slot) { return requests_[slot]; }
    /// A record with nothing in it; may move all records.
    Slot open();
    /// Gives a record that was just opened a content; what belongs to the slot itself stays.
    Request& fill(Slot slot, const Request& content);
    void close(Slot slot);

    /// The deepest call of `slot` asks `to`; `asked` is patient until `deadline`.
    void ask(Slot slot, NodeId to, Instant deadline);
    /// The deepest call of `slot` ends; its caller hears of it after the way back.
    void answer(Slot slot, Outcome outcome);
    /// Some call of `slot` waits until `deadline` at most.
    void wind_alarm(Slot slot, Instant deadline)
    {
        if (deadline < requests_[slot].alarm) set_alarm(slot, deadline);
    }
    /// The call at `level` gives up what it asked: from the next level on, `slot` is an orphan.
    /// Returns the slot in which the call goes on; may move all records.
    Slot part(Slot slot, std::uint8_t level);
    /// Whatever `slot` does from `level` on, it does for nobody.
    void orphan(Slot slot, std::uint8_t level);
    /// The deepest call's node has no room for the connection: it is asked for again when TCP does,
    /// for the `tries`-th time (0, 1, ...).
    void drop(Slot slot, std::uint32_t tries);
    /// The deepest call uses the CPU of its node's host.
    void work(Slot slot, Duration demand);
    /// finish() of the deepest call's node follows after `length`, whatever its CPU does.
    void work_apart(Slot slot, Duration length);
    /// Calls resume() on the node of the deepest call after `pause`.
    void resume_after(Slot slot, Duration length);
    /// Calls finish() on the node of the deepest call after `length`, in which it does nothing.
    void sleep(Slot slot, Duration length);
    /// Takes the deepest call, which uses the CPU, off its work. Returns the record in which it
    /// goes on; may move all records.
    Slot stop_work(Slot slot);

    // Why requests end as they do.
    /// Something other than a failure took `time` of `slot`'s request at `place`.
    void hold_up(Slot slot, Cause cause, NodeId place, Duration time);
    /// `slot`'s attempt fails for what happens at `place` now.
    void blame(Slot slot, Cause cause, NodeId place);
    void blame(Slot slot, Outcome outcome, NodeId place);
    void blame(Slot slot, Cause cause, NodeId place, std::uint16_t fault);
    /// `slot`'s attempt fails because it takes too long, wherever it is now.
    void blame_delay(Slot slot);
    Troubles& troubles() { return troubles_; }

    // Nodes.
    Node& node(NodeId id) { return *nodes_[static_cast<std::size_t>(id)]; }
    const Node& node(NodeId id) const { return *nodes_[static_cast<std::size_t>(id)]; }
    const std::string& host_name(NodeId id) const
    {
        return host_names_[standings_[static_cast<std::size_t>(id)].host];
    }
    Standing& standing(NodeId id) { return standings_[static_cast<std::size_t>(id)]; }
    NodeBooks& node_books(NodeId id) { return *seat(id).books; }
    std::size_t node_count() const { return nodes_.size(); }
    ServerPool& pool(NodeId id, std::size_t upstream) { return node(id).pool(upstream); }
    void set_timer(NodeId id, Duration delay, std::uint32_t number);
    /// Whether messages between two nodes get through now, as far as faults go.
    bool connected(NodeId a, NodeId b) const;
    /// How long a message takes between two nodes, jitter and faults aside.
    Duration latency(NodeId a, NodeId b) const;
    /// Replicated databases, in the scenario's order.
    const std::vector<std::unique_ptr<ReplicaSet>>& replica_sets() const { return replica_sets_; }

    NodeId add_node(std::unique_ptr<Node> node, const std::string& name, const Standing& standing);
    void add_pool(NodeId id, std::unique_ptr<ServerPool> pool);

    // Faults.
    /// A node is as its own faults and those of its host make it.
    void set_condition(NodeId id, const Condition& node, const Condition& host);
    /// What the process does by itself has changed.
    void renew_condition(NodeId id);
    /// What a process does by itself; null: nothing.
    Life* life(NodeId id) const;
    /// Those who call a node learn that they may send it new requests, or may not.
    void tell_callers(NodeId id, bool offered);
    /// The deepest call is answered with an error after a while.
    void fail_after(Slot slot, Duration takes);
    /// The deepest call ends, but its caller never hears of it.
    void lose_answer(Slot slot);

    const std::string& kind_name(std::uint8_t number) const { return kinds_[number]; }
    const std::vector<std::string>& kinds() const { return kinds_; }
    const Program* program(NodeId id) const { return programs_[static_cast<std::size_t>(id)]; }
    /// A number for who asks: what the trace says, where there is one and it says so.
    std::uint64_t asker(const Request& request) const;
    /// Whether the request is of a user who has asked before, or may ask again.
    bool comes_again(const Request& request) const;
    /// The service time that a trace gives for the request; zero without one.
    Duration recorded_service(const Request& request) const;
    const FaultBoard& faults() const { return *faults_; }
    /// By fault: the nodes that it strikes, themselves or by their hosts.
    std::vector<std::vector<std::size_t>> stricken_nodes() const;

private:
    friend class Builder;

    void add_records();
    void fetch_ahead(Slot slot) const;
    void dispatch(const Due& due);
    void happen(const Due& due);
    void done(Slot slot);
    void pause(Slot slot, Duration length, What then);
    void resume(Slot slot, std::uint32_t generation);
    void awake(Slot slot, std::uint32_t generation);
    void sound_timer(std::uint32_t subject, std::uint32_t number);
    void note_slowness(Slot slot);
    void forget(Slot slot, NodeId id);
    void hear_at_the_top(Slot slot);
    void shake_hands(Slot slot);
    void close_books();
    void deliver(Slot slot, std::uint32_t tries);
    void deliver_to_troubled(Slot slot, Node& node, std::uint32_t tries);
    void accept(Slot slot, const Standing& standing);
    void accept_late(Slot slot);
    void hear(Slot slot);
    const Seat& seat(NodeId id) const { return seats_[static_cast<std::size_t>(id)]; }
    const Hop& hop(NodeId from, NodeId to) const;
    const Wire& wire(NodeId from, NodeId to) const;
    void send_down(Slot slot);
    void send_up(Slot slot, NodeId from);
    void send_troubled(const Wire& wire, Slot slot, What what, std::uint32_t tries);
    void note_wire(Slot slot, What what, Duration time);
    void send_later(Slot slot, What what, std::uint32_t tries);
    void resend(Slot slot, What what, std::uint32_t tries);
    NodeId holder_of_asked(const Request& request, std::uint8_t level);
    void sound_alarm(Slot slot, Instant at);
    void lose_patience(Slot slot, std::uint8_t level);
    Instant patience(Slot slot, std::uint8_t level);
    void cores_due(std::uint32_t cpu);
    void watch_cores(std::uint32_t cpu);
    void set_alarm(Slot slot, Instant deadline);
    void tell_new_number(Slot slot, Slot now);
    void rewind(Slot slot);
    bool park(NodeId id, const Due& due);
    void hang(NodeId id, bool hangs);
    void drop_parked(NodeId id);
    void kill(NodeId id, bool silently);
    void revive(NodeId id);
    void set_speed(NodeId id, double factor);
    void lose_calls(Slot slot, NodeId id, bool silently);
    void lose_call(Slot slot, std::uint8_t level, bool silently);
    void close_if_open(Slot slot);
    void fail(Slot slot, std::uint32_t generation);
    void start_ticking();
    void tick(bool warm);
    void count_from_here();

    const Scenario* scenario_;
    std::uint64_t seed_;
    Instant counted_from_{};
    Instant end_{};
    Agenda agenda_;
    Table<Request> requests_;
    Troubles troubles_;
    Slot free_ = no_slot;  ///< The first record not in use, and by it the others.
    std::vector<std::unique_ptr<Node>> nodes_;
    std::vector<Client*> clients_;
    std::vector<Seat> seats_;
    std::vector<Standing> standings_;
    std::vector<std::string> host_names_;
    std::unique_ptr<Wires> wires_;
    std::vector<Cpu> cpus_;
    std::vector<Instant> cpu_alarms_;  ///< When each Cpu is looked at next.
    std::vector<std::string> kinds_;
    std::vector<std::uint32_t> priorities_;
    std::vector<const Program*> programs_;  ///< By node; null: it has none.
    std::vector<std::unique_ptr<Program>> own_programs_;
    std::vector<std::unique_ptr<Zipf>> popularities_;
    std::unique_ptr<haproxy::Messages> messages_;  ///< Where there is a HAProxy, as jars_.
    std::unique_ptr<haproxy::Jars> jars_;
    std::unique_ptr<FaultBoard> faults_;
    std::vector<std::unique_ptr<SharedAddress>> addresses_;
    std::vector<std::unique_ptr<ReplicaSet>> replica_sets_;
    std::vector<std::unique_ptr<Life>> lives_;  ///< By node; empty: none has one.
    std::vector<std::unique_ptr<Operators>> operators_;
    std::vector<Wide> busy_area_;  ///< By node, at the last tick.
    std::vector<Wide> queue_area_;
    const haproxy::LogSink* haproxy_log_ = nullptr;
    const haproxy::NoticeSink* haproxy_notices_ = nullptr;
    Books books_;
};

}  // namespace tiersim
