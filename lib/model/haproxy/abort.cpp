// SPDX-License-Identifier: MIT
/// Clients that go away. HAProxy does not look, unless `option abortonclose` makes it.
#include "model/haproxy/process.hpp"

namespace tiersim::haproxy {

void Process::desert(Call call)
{
    const tiersim::Request& request = site().request(call.slot);
    const Frame frame = request.frames[request.base];
    const std::size_t place = take_turn(worker_of(frame));
    if (place == nobody) return;
    lose_client(call.slot, stream_of(frame));
    wind();
    end_turn(place);
}

void Process::lose_client(Slot slot, StreamId id)
{
    if (id >= streams_.size() || streams_[id].slot != slot) return;
    Stream& stream = streams_[id];
    stream.deserted = true;
    const bool notices = stream.phase == Phase::buffering || stream.phase == Phase::uploading ||
                         stream.phase == Phase::sending;
    if (notices) return set_timer_at(now_ms() + 1, Due::desertion, id);
    if (stream.backend == absent || !backend_at(stream).config->abortonclose) return;
    set_timer_at(now_ms() + 1, Due::desertion, id);
}

// The end of the client's connection has arrived.
void Process::desertion_due(StreamId id)
{
    Stream& stream = streams_[id];
    if (!stream.deserted) return;
    if (stream.phase == Phase::buffering) {
        record(stream).stage = Stage::at_node;
        stream.at.request = -1;
        return fail(id, 'C', 'R', 400, Outcome::reset);
    }
    if (stream.backend == absent) return;
    switch (stream.phase) {
        case Phase::uploading:
            record(stream).stage = Stage::at_node;
            return fail(id, 'C', 'D', 0, Outcome::reset);
        case Phase::sending: return break_off(id, 'C');
        case Phase::queued:
            leave_queue(id);
            stream.at.queue = now_ms();
            return fail(id, 'C', 'Q', 0, Outcome::reset);
        case Phase::connecting:
            site().part(stream.slot, stream.level);
            return fail(id, 'C', 'C', 0, Outcome::reset);
        case Phase::pausing:
            record(stream).stage = Stage::at_node;
            return fail(id, 'C', 'C', 0, Outcome::reset);
        case Phase::waiting:
            site().part(stream.slot, stream.level);
            return fail(id, 'C', 'H', 400, Outcome::reset);
        default: return;
    }
}

}  // namespace tiersim::haproxy
