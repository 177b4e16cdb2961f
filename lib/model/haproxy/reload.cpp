// SPDX-License-Identifier: MIT
/// A reload: a new worker takes the doors over, with all who wait before them, and knows nothing of
/// servers, tables and requests. The old one takes no new requests and ends those that it has; its
/// idle connections, of clients and to servers, are closed.
#include "model/haproxy/process.hpp"

#include <algorithm>
#include <utility>

namespace tiersim::haproxy {

// `step` is the command that says so: those after it are for the new worker.
void Process::reload(std::size_t step)
{
    std::vector<Line> lines;
    for (Door& door : doors_)
        lines.push_back(std::exchange(door.line, Line{}));
    leave();
    if (old_.size() + 1 == most_workers) cut_off_oldest();
    old_.push_back(std::exchange(static_cast<Worker&>(*this), Worker{}));
    number_ = accepting_ = free_number();
    begin_anew();
    for (std::size_t i = 0; i < lines.size(); ++i)
        doors_[i].line = lines[i];
    plan_checks();
    plan_admin(step + 1);
}

std::uint32_t Process::free_number() const
{
    const auto taken = [&](std::uint32_t number) {
        const auto bears = [&](const Worker& old) { return old.number() == number; };
        return std::any_of(old_.begin(), old_.end(), bears);
    };
    std::uint32_t number = 0;
    while (taken(number))
        ++number;
    return number;
}

void Process::leave()
{
    leaving_ = true;
    for (const VisitId visit : visits_.all_idle())
        close_visit(visit);
    for (BackendState& backend : backends_)
        for (ServerState& server : backend.servers)
            server.idle_fresh = server.idle_safe = 0;
    if (const auto longest = tier_->config.global.hard_stop_after)
        set_timer_at(now_ms() + millis(*longest), Due::hard_stop, 0);
    wind();
}

// hard-stop-after, or too many reloads: what the worker has in hand ends here and now.
void Process::cut_off()
{
    for (StreamId id = 0; id < streams_.size(); ++id) {
        Stream& stream = streams_[id];
        if (stream.phase == Phase::free) continue;
        const bool asked = stream.phase == Phase::waiting || stream.phase == Phase::connecting;
        if (asked) site().part(stream.slot, stream.level);
        if (stream.phase == Phase::queued) leave_queue(id);
        record(stream).stage = Stage::at_node;
        record(stream).culprit = Node::id();
        stream.unlogged = true;
        end(id, Outcome::reset);
    }
    ready_.clear();  // Who got a place of somebody cut off is cut off as well.
}

void Process::cut_off_oldest()
{
    act_as(old_.front().number(), [&] { cut_off(); });
    old_.erase(old_.begin());
}

}  // namespace tiersim::haproxy
