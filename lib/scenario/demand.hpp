// SPDX-License-Identifier: MIT
/// The work that open populations bring to each tier, before anything runs: calls, cores, disks,
/// workers.
#pragma once

#include "scenario/flow.hpp"
#include "scenario/site.hpp"

#include <map>
#include <string>

namespace tiersim {

/// What one call of a kind needs at a tier itself.
struct Need {
    double cpu = 0.0;   ///< Seconds on a core of speed 1.
    double disk = 0.0;  ///< Seconds of a disk.
};

/// All that a tier has to do.
struct Load {
    double calls = 0.0;        ///< Per second.
    double cpu = 0.0;          ///< Cores of speed 1 that are busy, on nodes that share the load.
    double cpu_primary = 0.0;  ///< The same, on the first node alone.
    double disk = 0.0;
    double disk_primary = 0.0;
    double held = 0.0;  ///< Workers or connections that are taken, at least.
};

/// The most that a node of a tier deals with at once.
struct WorkerLimit {
    std::uint32_t count = 0;  ///< 0: no limit.
    std::string member{};     ///< Its name in a description ...
    std::string noun{};       ///< ... and for people.
};

/// Adds up the work of a site. Retries are left out, and caches are taken to know everything.
class Demand {
public:
    explicit Demand(const Site& site);

    /// No work for a tier that nobody of an open population comes to.
    Load of(const Tier& tier) const;

    /// The speed of the tier's fastest host.
    double speed(const Tier& tier) const;

    /// The speed of the host of one node, which is numbered from 1.
    double speed_of(const Tier& tier, std::uint32_t number) const;

    /// The description of a host; null when it comes with its node.
    const Host* described(const std::string& name) const;

    WorkerLimit workers(const Tier& tier) const;

    /// Disks of a node; 0: it has none.
    std::uint32_t disks(const Tier& tier) const;

    /// The nodes of a tier that are looked at.
    static std::uint32_t nodes(const Tier& tier);

private:
    void add(const Tier& tier, const std::string& kind, double rate);
    void add_statements(const Ask& ask, double rate);
    Need need_of(const Tier& tier, const std::string& kind) const;
    Need statement(const Tier& database, const Query* query) const;
    double held(const Tier& tier, const std::string& kind);
    double statement_time(const Ask& ask) const;

    const Site& site_;
    const Scenario& scenario_;
    std::map<const Tier*, Load> loads_;
    std::map<Stop, double> held_;
};

}  // namespace tiersim
