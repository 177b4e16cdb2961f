// SPDX-License-Identifier: MIT
/// What a process that hangs does: nothing. Its kernel accepts connections and keeps what comes;
/// when it moves again it deals with all of that, in the order in which it came.
#include "model/simulation.hpp"

#include <utility>

namespace tiersim {

// Keeps `due` for later when the process hangs; false when it does not.
bool Simulation::park(NodeId id, const Due& due)
{
    Standing& standing = this->standing(id);
    if (!standing.hangs) return false;
    standing.parked.push_back(due);
    return true;
}

void Simulation::hang(NodeId id, bool hangs)
{
    Standing& standing = this->standing(id);
    const bool moves_again = standing.hangs && !hangs;
    standing.hangs = hangs;
    if (!moves_again) return;
    for (Slot slot = 0; slot < requests_.size(); ++slot)
        if (requests_[slot].stage != Stage::free) rewind(slot);
    for (const Due& due : std::exchange(standing.parked, {}))
        dispatch(due);
}

void Simulation::accept_late(Slot slot)
{
    Request& request = requests_[slot];
    request.stage = Stage::at_node;
    accept(slot, standing(request.top().node));
}

// The process dies with all that its kernel kept.
void Simulation::drop_parked(NodeId id)
{
    for (const Due& due : std::exchange(standing(id).parked, {})) {
        const auto what = static_cast<What>(due.what & 0xffU);
        if (what != What::timer) requests_[due.subject].stage = Stage::at_node;
    }
}

}  // namespace tiersim
