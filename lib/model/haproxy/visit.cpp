// SPDX-License-Identifier: MIT
/// The slab of clients' connections.
#include "model/haproxy/visit.hpp"

#include <algorithm>

namespace tiersim::haproxy {

VisitId Visits::open(const Visit& visit)
{
    if (free_.empty()) {
        visits_.push_back(visit);
        return static_cast<VisitId>(visits_.size() - 1);
    }
    const VisitId id = free_.back();
    free_.pop_back();
    visits_[id] = visit;
    return id;
}

void Visits::close(VisitId id)
{
    const auto found = idle_.find(visits_[id].user);
    if (found != idle_.end()) {
        std::erase(found->second, id);
        if (found->second.empty()) idle_.erase(found);
    }
    visits_[id] = Visit{};
    free_.push_back(id);
}

VisitId Visits::take_idle(std::uint64_t user)
{
    const auto found = idle_.find(user);
    if (found == idle_.end()) return no_visit;
    const VisitId id = found->second.back();
    found->second.pop_back();
    if (found->second.empty()) idle_.erase(found);
    return id;
}

void Visits::rest(VisitId id) { idle_[visits_[id].user].push_back(id); }

bool Visits::idle(VisitId id) const
{
    const auto found = idle_.find(visits_[id].user);
    return found != idle_.end() &&
           std::find(found->second.begin(), found->second.end(), id) != found->second.end();
}

std::vector<VisitId> Visits::all_idle() const
{
    std::vector<VisitId> all;
    for (const auto& [user, ids] : idle_)
        all.insert(all.end(), ids.begin(), ids.end());
    return all;
}

void Visits::clear() { *this = Visits{}; }

}  // namespace tiersim::haproxy
