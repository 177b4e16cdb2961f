// SPDX-License-Identifier: MIT
/// Clients that go away. HAProxy does not look, unless `option abortonclose` makes it.
#include "model/haproxy/process.hpp"

namespace tiersim::haproxy {

void Process::desert(Call call)
{
    const tiersim::Request& request = site().request(call.slot);
    const StreamId id = stream_of(request.frames[request.base]);
    if (id >= streams_.size() || streams_[id].slot != call.slot) return;
    Stream& stream = streams_[id];
    stream.deserted = true;
    if (stream.backend == absent || !backend_at(stream).config->abortonclose) return;
    set_timer_at(now_ms() + 1, Due::desertion, id);
    wind();
}

// The end of the client's connection has arrived.
void Process::desertion_due(StreamId id)
{
    Stream& stream = streams_[id];
    if (!stream.deserted || stream.backend == absent) return;
    switch (stream.phase) {
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
