// SPDX-License-Identifier: MIT
/// The slab of streams.
#include "model/haproxy/stream.hpp"

#include <cassert>

namespace tiersim::haproxy {

StreamId Streams::open()
{
    if (free_.empty()) {
        assert(streams_.size() < most_streams);
        streams_.emplace_back();
        return size() - 1;
    }
    const StreamId id = free_.back();
    free_.pop_back();
    return id;
}

void Streams::close(StreamId id)
{
    Stream fresh;
    fresh.alarm = streams_[id].alarm;
    streams_[id] = fresh;
    free_.push_back(id);
}

void Streams::clear()
{
    streams_.clear();
    free_.clear();
}

StreamId stream_of(const Frame& frame)
{
    return (frame.server | std::uint32_t{frame.upstream} << 16U) % most_streams;
}

}  // namespace tiersim::haproxy
