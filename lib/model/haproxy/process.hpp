// SPDX-License-Identifier: MIT
/// A HAProxy process: accepts, chooses a backend and a server, queues, connects, tries again,
/// checks, and logs, as HAProxy 2.6.12 does with the same configuration.
#pragma once

#include "model/haproxy/backend_state.hpp"
#include "model/haproxy/message.hpp"
#include "model/haproxy/rates.hpp"
#include "model/haproxy/stream.hpp"
#include "model/haproxy/timers.hpp"
#include "model/shared_address.hpp"
#include "model/simulation.hpp"
#include "tiersim/scenario/haproxy_tier.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tiersim::haproxy {

/// Where the servers of all backends stand, in their order.
using Addresses = std::vector<std::vector<Address>>;

/// One process of a tier. What it does is in one file for each concern, named above its verbs.
class Process final : public Node {
public:
    /// `cluster` is null when all processes of the tier serve.
    Process(const Haproxy& tier, const SharedAddress* cluster, const Messages& messages);

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

    // process.cpp
    void turn();
    void set_timer_at(Millis at, Due what, std::uint32_t subject);
    void wind();
    void go_off(const Timer& timer);
    void limit(StreamId id, Millis length);
    void unlimit(StreamId id) { streams_[id].limit = no_time; }
    void stream_due(StreamId id);
    Millis now_ms() const { return millis(now()); }
    tiersim::Request& record(const Stream& stream) { return site().request(stream.slot); }
    BackendState& backend_of(const Stream& stream) { return backends_[stream.backend]; }
    ServerState& server_of(const Stream& stream)
    {
        return backends_[stream.backend].servers[stream.server];
    }

    // gate.cpp
    Index door_for(const Message& message) const;
    bool open(const Door& door);
    void admit();
    void accept(Slot slot, Index door);
    void leave_door(const Stream& stream);

    // frontend.cpp
    void begin(StreamId id);
    Index choose_backend(const Stream& stream) const;
    void enter_backend(StreamId id, Index backend);

    // assign.cpp
    void assign(StreamId id);
    void place(StreamId id);
    Assignment balance(const Stream& stream);
    bool may_go_elsewhere(const Stream& stream) const;
    void forget_server(Stream& stream);
    void take_slot(StreamId id);
    void give_slot(StreamId id);

    // queue.cpp
    void enqueue(StreamId id, bool at_server);
    void leave_queue(StreamId id);
    void dequeue(Index backend, Index server);
    void grab(Index backend, Index server);
    void hand_over(StreamId id, Index server);
    void redistribute(Index backend, Index server);
    bool pulls_from_backend(const BackendState& backend, Index server) const;
    void queue_timeout(StreamId id);

    // connect.cpp
    void connect(StreamId id);
    void ask_server(StreamId id);
    void connected(StreamId id);
    void connect_timeout(StreamId id);
    void attempt_failed(StreamId id, bool timeout);
    void end_attempt(Stream& stream);

    // retry.cpp
    bool redispatches(const Stream& stream) const;
    void try_again(StreamId id, bool pause);
    bool retry_answer(StreamId id, bool wanted);

    // answer.cpp
    void answered(StreamId id, Outcome outcome);
    void server_timeout(StreamId id);
    void fail(StreamId id, char cause, char stage, std::uint16_t status, Outcome outcome);
    void end(StreamId id, Outcome outcome);

    // log.cpp
    void log(const Stream& stream);

    const Haproxy* tier_;
    const SharedAddress* cluster_;
    const Messages* messages_;
    Addresses addresses_;
    std::map<std::string, Index> backend_numbers_;
    std::vector<BackendState> backends_;
    std::vector<FrontendState> frontends_;
    std::vector<Door> doors_;
    Streams streams_;
    std::vector<StreamId> ready_;  ///< Got a slot, and are to connect this turn.
    std::uint32_t connections_ = 0;
    std::uint32_t maxconn_ = 0;
    FrequencyCounter connection_rate_{};
    FrequencyCounter session_rate_{};
    std::uint64_t serial_ = 0;
    Timers timers_;
    Instant wakes_ = never;
    std::uint64_t work_salt_ = hash_name("balancer work");
};

/// The process's maxconn where global says nothing: what Debian's service has files for.
inline constexpr std::uint32_t usual_maxconn = 262'121;

}  // namespace tiersim::haproxy
