// SPDX-License-Identifier: MIT
/// Connections of clients that carry several requests, one after the other: what the process knows
/// of each, and which of them are idle.
#pragma once

#include "model/haproxy/stream.hpp"
#include "model/haproxy/timers.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace tiersim {
struct KeepAlive;
}

namespace tiersim::haproxy {

/// A connection that stays after a request.
struct Visit {
    std::uint64_t user = 0;  ///< Whose it is, of all populations.
    const KeepAlive* plan = nullptr;
    Index frontend = absent;
    Index bind = absent;
    std::uint64_t requests = 0;            ///< That began on it.
    Millis due = no_time;                  ///< When it is closed, while it is idle.
    std::vector<std::uint32_t> servers{};  ///< To which it has a connection of its own, by the
                                           ///< time.
    std::array<Tracked, 3> tracked{};      ///< By rules that looked at the connection.
};

/// All such connections of a process, by number.
class Visits {
public:
    VisitId open(const Visit& visit);
    void close(VisitId id);
    Visit& operator[](VisitId id) { return visits_[id]; }
    const Visit& operator[](VisitId id) const { return visits_[id]; }

    /// An idle connection of the user, the latest first, which is idle no more; `no_visit`: none.
    VisitId take_idle(std::uint64_t user);
    void rest(VisitId id);
    bool idle(VisitId id) const;
    /// All idle ones, by user.
    std::vector<VisitId> all_idle() const;
    void clear();

private:
    std::vector<Visit> visits_;
    std::vector<VisitId> free_;
    std::map<std::uint64_t, std::vector<VisitId>> idle_;
};

}  // namespace tiersim::haproxy
