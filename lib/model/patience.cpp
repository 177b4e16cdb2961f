// SPDX-License-Identifier: MIT
/// How long callers wait. Each slot has one alarm, never later than the earliest limit of its
/// calls; when it sounds, the limits are worked out from the frames. So a limit that is not reached
/// costs next to nothing.
#include "model/client.hpp"
#include "model/server_pool.hpp"
#include "model/simulation.hpp"

#include <algorithm>

namespace tiersim {

void Simulation::set_alarm(Slot slot, Instant deadline)
{
    requests_[slot].alarm = deadline;
    agenda_.schedule(Agenda::unsorted, deadline, slot, static_cast<std::uint32_t>(What::alarm));
}

// The outermost call whose patience is over gives up; the others have been told, or will be in
// time.
void Simulation::sound_alarm(Slot slot, Instant at)
{
    Request& request = requests_[slot];
    if (request.alarm != at) return;
    request.alarm = never;
    Instant earliest = never;
    for (std::uint8_t level = request.base; level < request.depth; ++level) {
        const Instant limit = patience(slot, level);
        if (limit <= at) {
            lose_patience(slot, level);
            return rewind(slot);
        }
        earliest = std::min(earliest, limit);
    }
    if (earliest != never) wind_alarm(slot, earliest);
}

// What is left in `slot` after a caller has gone has limits of its own.
void Simulation::rewind(Slot slot)
{
    Instant earliest = never;
    for (std::uint8_t level = requests_[slot].base; level < requests_[slot].depth; ++level)
        earliest = std::min(earliest, patience(slot, level));
    if (earliest != never) wind_alarm(slot, std::max(earliest, now()));
}

// Until when the call at `level` waits for what it waits for.
Instant Simulation::patience(Slot slot, std::uint8_t level)
{
    const Request& request = requests_[slot];
    const Frame& frame = request.frames[level];
    const bool deepest = level + 1 == request.depth;
    if (deepest && request.stage == Stage::in_line && !standing(frame.node).hangs)
        return node(frame.node).patience(Call{slot});
    const bool waits_below = !deepest || request.stage == Stage::underway ||
                             request.stage == Stage::lost;
    if (level == 0 && request.population != probe)
        return waits_below ? clients_[request.population]->patience(request) : never;
    if (standing(frame.node).hangs) return never;       // Nor do its timers run.
    if (node(frame.node).pools_.empty()) return never;  // It has timers of its own.
    if (deepest && request.stage == Stage::in_pool)
        return pool(frame.node, frame.upstream).patience_in_line(request);
    return waits_below ? pool(frame.node, frame.upstream).patience(request, level) : never;
}

void Simulation::lose_patience(Slot slot, std::uint8_t level)
{
    const Request& request = requests_[slot];
    const Frame frame = request.frames[level];
    const bool deepest = level + 1 == request.depth;
    if (deepest && request.stage == Stage::in_line)
        return node(frame.node).lose_patience(Call{slot});
    if (level == 0 && request.population != probe)
        return clients_[request.population]->lose_patience(slot);
    ServerPool& asked = pool(frame.node, frame.upstream);
    if (deepest && request.stage == Stage::in_pool) return asked.leave_line(slot);
    asked.lose_patience(slot, level);
}

}  // namespace tiersim
