// SPDX-License-Identifier: MIT
/// A HAProxy process: accepts, chooses a backend and a server, queues, connects, tries again,
/// checks, and logs, as HAProxy 2.6.12 does with the same configuration.
#pragma once

#include "model/haproxy/backend_state.hpp"
#include "model/haproxy/jars.hpp"
#include "model/haproxy/message.hpp"
#include "model/haproxy/rates.hpp"
#include "model/haproxy/stream.hpp"
#include "model/haproxy/table.hpp"
#include "model/haproxy/timers.hpp"
#include "model/haproxy/worker.hpp"
#include "model/shared_address.hpp"
#include "model/simulation.hpp"
#include "tiersim/scenario/haproxy_tier.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::haproxy {

/// A server of a backend, as the subject of a timer.
constexpr std::uint32_t subject_of(Index backend, Index server)
{
    return std::uint32_t{backend} << 16U | server;
}
constexpr Index backend_of(std::uint32_t subject) { return static_cast<Index>(subject >> 16U); }
constexpr Index server_of(std::uint32_t subject) { return static_cast<Index>(subject & 0xffffU); }

/// Whose rules are looked at.
struct Ruler {
    const std::string* proxy = nullptr;
    const std::vector<Acl>* acls = nullptr;
    const Timeouts* timeouts = nullptr;
    Index backend = absent;  ///< `absent`: the rules of a frontend.
};

/// Where the servers of all backends stand, in their order.
using Addresses = std::vector<std::vector<Address>>;

/// One process of a tier. What it does is in one file for each concern, named above its verbs.
class Process final : public Node, private Worker {
public:
    /// `cluster` is null when all processes of the tier serve.
    Process(const Haproxy& tier, const SharedAddress* cluster, const Messages& messages,
            Jars& jars);

    /// Before the start: where its servers stand.
    void place_servers(Addresses addresses) { addresses_ = std::move(addresses); }

    void come_up() override;
    void arrive(Call call) override;
    void finish(Call call) override;
    void reply(Call call, Outcome outcome) override;
    void timer(std::uint32_t number) override;
    void crash() override;
    void restart() override { come_up(); }
    void renumber(Call call, Call now) override;
    void desert(Call call) override;

private:
    friend class Samples;

    // begin.cpp
    void begin_anew();
    void open_doors();
    void open_backend(const Backend& config);
    void find_tracked();

    // process.cpp
    std::size_t take_turn(std::uint32_t worker);
    void end_turn(std::size_t place);
    template <typename Act>
    void act_as(std::uint32_t worker, const Act& act);
    void come_in(Slot slot);
    void hear(Slot slot, Outcome outcome);
    template <typename Act>
    void act_for(Call call, const Act& act);
    void turn();
    void set_timer_at(Millis at, Due what, std::uint32_t subject);
    void wind();
    void go_off(const Timer& timer);
    void limit(StreamId id, Millis length);
    void unlimit(StreamId id) { streams_[id].limit = no_time; }
    void stream_due(StreamId id);
    Millis now_ms() const { return millis(now()); }
    tiersim::Request& record(const Stream& stream) { return site().request(stream.slot); }
    BackendState& backend_at(const Stream& stream) { return backends_[stream.backend]; }
    ServerState& server_at(const Stream& stream)
    {
        return backends_[stream.backend].servers[stream.server];
    }
    ServerState& server_at(std::uint32_t subject)
    {
        return backends_[backend_of(subject)].servers[server_of(subject)];
    }
    const ServerState& server_at(std::uint32_t subject) const
    {
        return backends_[backend_of(subject)].servers[server_of(subject)];
    }

    // gate.cpp
    Index door_for(const Message& message) const;
    bool open(const Door& door);
    void admit();
    void accept(Slot slot, Index door);
    bool obey_at_once(StreamId id);
    StreamId open_stream(Slot slot, Index door);
    void read(StreamId id);
    void leave_door(Index door);
    Millis rates_wait(const FrontendState& frontend) const;
    void watch_rates();

    // keep_alive.cpp
    std::uint64_t user_of(const tiersim::Request& request) const;
    const KeepAlive* plan_of(const tiersim::Request& request) const;
    bool comes_again(Slot slot);
    VisitId begin_visit(const Stream& stream);
    bool stays(const Stream& stream) const;
    void rest(VisitId id);
    void visit_due(VisitId id);
    void close_visit(VisitId id);
    bool has_own(const Stream& stream) const;
    Index last_server(const Stream& stream) const;

    // body.cpp
    Millis length_of(const Stream& stream, const Body& body, std::uint64_t salt);
    void expect_upload(Stream& stream);
    bool uploads(const Stream& stream) const;
    void hold(StreamId id, Phase phase, Millis until);
    void buffer(StreamId id);
    void buffer_due(StreamId id);
    void upload(StreamId id);
    void upload_due(StreamId id);
    bool download(StreamId id, Outcome outcome);
    void download_due(StreamId id);
    void break_off(StreamId id, char cause);

    // frontend.cpp
    void begin(StreamId id);
    void route(StreamId id);
    void pass_backend(StreamId id);
    bool obey_all(StreamId id, const Rules& rules, Mode mode, const Ruler& ruler);
    bool answer_monitor(StreamId id);
    Index choose_backend(const Stream& stream) const;
    void enter_backend(StreamId id, Index backend);

    // rules.cpp
    bool obey(StreamId id, const std::vector<Rule>& rules, const Ruler& ruler);
    void turn_away(StreamId id, const Rule& rule, Duration hold);
    void leave_tarpit(StreamId id);
    void note(StreamId id, const Rule& rule, const Ruler& ruler);

    // tracking.cpp
    Table* table_named(const std::string& name);
    Entry* tracked(const Stream& stream, std::size_t number);
    void track(StreamId id, const Rule& rule, const Ruler& ruler);
    void track_again(Stream& stream);
    void untrack(const Stream& stream);
    void lose_track(const Tracked& one);

    // persistence.cpp
    bool serves_bound(const Stream& stream, Index server) const;
    void bind(StreamId id, Index server);
    void find_bound(StreamId id);
    std::string cookie_of(const Stream& stream, const Cookie& cookie);
    void look_at_cookie(StreamId id);
    void look_at_tables(StreamId id);
    void remember_server(StreamId id);

    // assign.cpp
    void assign(StreamId id);
    void place(StreamId id);
    Assignment balance(const Stream& stream);
    void set_clock(BackendState& backend) const;
    bool may_go_elsewhere(const Stream& stream) const;
    void forget_server(Stream& stream);
    void set_server(Stream& stream, Index server);
    void take_slot(StreamId id);
    void give_slot(StreamId id);

    // queue.cpp
    void enqueue(StreamId id, bool at_server);
    void leave_queue(StreamId id);
    void dequeue(Index backend, Index server);
    void grab(Index backend, Index server);
    void hand_over(StreamId id, Index server);
    std::size_t redistribute(Index backend, Index server);
    bool pulls_from_backend(const BackendState& backend, Index server) const;
    void queue_timeout(StreamId id);

    // connect.cpp
    void connect(StreamId id);
    void ask_server(StreamId id);
    void connected(StreamId id);
    void connect_timeout(StreamId id);
    void attempt_failed(StreamId id, bool timeout);
    void end_attempt(Stream& stream);

    // reuse.cpp
    bool keeps_connections(const Stream& stream) const;
    bool take_idle(const Stream& stream);
    void keep_connection(const Stream& stream);
    void purge(std::uint32_t subject);
    void connect_anew(StreamId id);

    // abort.cpp
    void lose_client(Slot slot, StreamId id);
    void desertion_due(StreamId id);

    // schedule.cpp
    void plan_checks();
    void plan_check(std::uint32_t subject, Millis delay);
    void check_due(std::uint32_t subject);
    Millis check_interval(const ServerState& server) const;
    Millis spread(Millis interval);

    // health.cpp
    Slot open_probe(std::uint32_t number);
    void begin_check(std::uint32_t subject);
    void limit_check(std::uint32_t subject, Duration length);
    void check_answered(Slot slot, Outcome outcome);
    void check_timeout(std::uint32_t subject);
    void end_check(std::uint32_t subject, CheckResult result);
    void passed(std::uint32_t subject, bool stopping);
    void failed(std::uint32_t subject);
    void observe(std::uint32_t subject, bool good, Observe layer);

    // agent.cpp
    static Millis agent_interval(const ServerState& server);
    void begin_agent_check(std::uint32_t subject);
    void plan_agent_check(std::uint32_t subject, Millis delay);
    void agent_due(std::uint32_t subject);
    void agent_answered(std::uint32_t subject);
    void agent_timeout(std::uint32_t subject);
    void obey_agent(std::uint32_t subject, std::string_view word);

    // states.cpp
    bool takes_part(std::uint32_t subject) const;
    void renew(std::uint32_t subject, bool takes_waiting = true,
               ServerChange upwards = ServerChange::up);
    void go_up(std::uint32_t subject, ServerChange upwards);
    void go_down(std::uint32_t subject);
    void sight(const ServerState& server, bool up);
    void tell(std::uint32_t subject, ServerChange change, std::size_t requeued = 0);
    void kill_requests(std::uint32_t subject, char cause);
    void plan_ramp(std::uint32_t subject);
    void ramp_due(std::uint32_t subject);

    // admin.cpp
    void plan_admin(std::size_t from);
    void command(std::size_t step);
    void make_ready(std::uint32_t subject);
    void drain(std::uint32_t subject);
    void maintain(std::uint32_t subject);
    void set_maxconn(std::uint32_t subject, std::uint32_t value);

    // reload.cpp
    void reload(std::size_t step);
    std::uint32_t free_number() const;
    void leave();
    void cut_off();
    void cut_off_oldest();

    // retry.cpp
    bool redispatches(const Stream& stream) const;
    void try_again(StreamId id, bool pause);
    bool retry_silence(StreamId id, bool wanted);
    bool may_retry_answer(const Stream& stream) const;
    bool retry_answer(StreamId id, bool wanted);

    // answer.cpp
    void answered(StreamId id, Outcome outcome);
    void close_silently(StreamId id);
    void server_timeout(StreamId id);
    void fail(StreamId id, char cause, char stage, std::uint16_t status, Outcome outcome);
    void end(StreamId id, Outcome outcome);

    // log.cpp
    void log(const Stream& stream);

    const Haproxy* tier_;
    const SharedAddress* cluster_;
    const Messages* messages_;
    Jars* jars_;
    std::vector<Worker> old_;      ///< Left behind by reloads, the oldest first.
    std::uint32_t accepting_ = 0;  ///< The number of the worker that is not old.
    Addresses addresses_;
    std::map<std::string, Index> backend_numbers_;
    std::uint32_t maxconn_ = 0;
    std::map<std::string, std::uint32_t> server_numbers_;  ///< By "backend/server".
    std::uint64_t work_salt_ = hash_name("balancer work");
};

// Lets the worker of this number act.
template <typename Act>
void Process::act_as(std::uint32_t worker, const Act& act)
{
    const std::size_t place = take_turn(worker);
    if (place == nobody) return;
    act();
    turn();
    end_turn(place);
}

// By the worker that has the call at this node.
template <typename Act>
void Process::act_for(Call call, const Act& act)
{
    act_as(worker_of(site().request(call.slot).top()), act);
}

/// The process's maxconn where global says nothing: what Debian's service has files for.
inline constexpr std::uint32_t usual_maxconn = 262'121;

}  // namespace tiersim::haproxy
