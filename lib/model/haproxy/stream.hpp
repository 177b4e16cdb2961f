// SPDX-License-Identifier: MIT
/// What HAProxy keeps of a request on its way: where it is, what was decided, and when.
#pragma once

#include "model/haproxy/timers.hpp"
#include "model/request.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tiersim::haproxy {

struct Message;

/// A number in a list; `absent`: not in it.
using Index = std::uint16_t;
inline constexpr Index absent = UINT16_MAX;

/// A number of a stream.
using StreamId = std::uint32_t;

/// A number of a connection that carries several requests; `no_visit`: one for this request.
using VisitId = std::uint32_t;
inline constexpr VisitId no_visit = UINT32_MAX;

/// Where a stream is.
enum class Phase : std::uint8_t {
    free,
    reading,     ///< The process works on its headers.
    buffering,   ///< Its body is awaited before anything else.
    tarpit,      ///< Held, to be answered with an error.
    queued,      ///< In a queue.
    ready,       ///< Got a slot of its server, and connects when the process comes to it.
    connecting,  ///< Waits for the handshake.
    pausing,     ///< Turn-around pause before the same server is tried again.
    uploading,   ///< The server waits for the rest of the body.
    waiting,     ///< The server has the request.
    sending      ///< The client reads the answer.
};

/// When something happened, in ms of the process's clock; -1: it has not.
struct Stamps {
    Millis accepted = -1;
    Millis request = -1;
    Millis queue = -1;
    Millis connect = -1;
    Millis data = -1;
};

/// A key that a rule follows; `absent`: none.
struct Tracked {
    Index table = absent;
    std::string key{};
};

struct Stream {
    Slot slot = no_slot;
    std::uint8_t level = 0;  ///< Of the frame that is ours.
    Phase phase = Phase::free;
    Verb verb = Verb::read;  ///< What the caller asked for.
    std::uint8_t retries = 0;
    Index frontend = absent;
    Index bind = absent;
    Index backend = absent;
    Index server = absent;
    Index avoid = absent;       ///< The server tried before.
    Index left = absent;        ///< The server that it was taken away from.
    bool direct = false;        ///< The server was not chosen by the algorithm.
    bool has_slot = false;      ///< Of `server`.
    bool attempted = false;     ///< Counts among the sessions of `server`.
    bool redispatched = false;  ///< Log: '+'.
    bool reused = false;        ///< Its connection to the server had been used before.
    bool force_persist = false;
    bool ignore_persist = false;
    bool deserted = false;  ///< The client has gone.
    bool no_l7_retry = false;
    bool unlogged = false;
    bool silent = false;      ///< The client is to hear nothing.
    bool unanswered = false;  ///< Its connection is closed without an answer.
    bool in_server_queue = false;
    char cause = '-';           ///< First letter of the termination state ...
    char stage = '-';           ///< ... second ...
    char cookie_in = '-';       ///< ... third ...
    char cookie_out = '-';      ///< ... fourth.
    std::uint16_t status = 0;   ///< Of the answer; 0: none.
    std::int16_t priority = 0;  ///< Class; the lower, the earlier.
    std::int32_t offset = 0;    ///< Of its time in queues, ms.
    Millis queue_time = 0;      ///< Its key in the queue ...
    std::uint64_t queue_serial = 0;
    std::uint32_t queue_index = 0;      ///< Requests that had left the queue when it entered.
    std::uint32_t server_position = 0;  ///< Log: srv_queue.
    std::uint32_t backend_position = 0;
    std::uint32_t address = 0;   ///< Of the client, IPv4.
    Millis upload_end = 0;       ///< When its body has been sent.
    bool upload_stalls = false;  ///< No more comes from then on, though more should.
    bool download_stalls = false;
    Outcome outcome = Outcome::ok;  ///< Of an answer that is being read.
    VisitId visit = no_visit;
    bool first = true;  ///< On its connection.
    const Message* message = nullptr;
    std::array<Tracked, 3> tracked{};
    Millis limit = no_time;  ///< When what it waits for has lasted too long.
    Millis alarm = no_time;  ///< When its timer goes off; belongs to the number, not the stream.
    Stamps at{};
};

/// All streams of a process, by number.
class Streams {
public:
    StreamId open();
    void close(StreamId id);
    Stream& operator[](StreamId id) { return streams_[id]; }
    const Stream& operator[](StreamId id) const { return streams_[id]; }
    StreamId size() const { return static_cast<StreamId>(streams_.size()); }
    void clear();

private:
    std::vector<Stream> streams_;
    std::vector<StreamId> free_;
};

/// The stream that is noted in a frame.
StreamId stream_of(const Frame& frame);

/// Streams that there can be at once.
inline constexpr StreamId most_streams = 1U << 18U;

}  // namespace tiersim::haproxy
