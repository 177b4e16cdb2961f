// SPDX-License-Identifier: MIT
/// Watches the primary of a replicated database from outside, and makes another node the primary
/// when checks fail.
#pragma once

#include "model/replica_set.hpp"

#include <optional>

namespace tiersim {

/// The checks of one database. While the primary is sound they all succeed, and are not played.
class Monitor {
public:
    Monitor(ReplicaSet& set, const Failover& plan);

    void start();
    void conditions_changed();

    void check();
    void conclude();
    void promote();

    const Failover& plan() const { return *plan_; }

    /// Whether `member` works and can be reached from here.
    bool sees(const ReplicaSet::Member& member) const;

    /// Whether more than half of the nodes work and are in the reach of `member`.
    bool has_quorum(const ReplicaSet::Member& member) const;

private:
    bool reaches(const ReplicaSet::Member& member) const;
    bool is_sound() const;
    bool refuses() const;
    void fail(Duration since_start);
    void schedule_check();
    std::optional<std::size_t> successor() const;

    ReplicaSet* set_;
    const Failover* plan_;
    Duration phase_{};
    std::optional<PlaceId> place_{};  ///< Where it stands; where no wire goes to it sees all.
    std::uint32_t failed_ = 0;        ///< Checks in a row.
    bool looks_ = false;              ///< A check is under way or due.
    bool promotes_ = false;
};

}  // namespace tiersim
