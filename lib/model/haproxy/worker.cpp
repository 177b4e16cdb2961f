// SPDX-License-Identifier: MIT
/// Eighteen bits for the stream, two for the worker.
#include "model/haproxy/worker.hpp"

namespace tiersim::haproxy {

static_assert(std::uint64_t{most_streams} * most_workers <= 1U << 20U);

void note_worker(Frame& frame, std::uint32_t worker, StreamId id)
{
    const std::uint32_t both = worker * most_streams + id;
    frame.server = static_cast<std::uint16_t>(both & 0xffffU);
    frame.upstream = both >> 16U & 0xfU;
}

std::uint32_t worker_of(const Frame& frame)
{
    return (frame.server | std::uint32_t{frame.upstream} << 16U) / most_streams;
}

}  // namespace tiersim::haproxy
