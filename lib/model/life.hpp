// SPDX-License-Identifier: MIT
/// What a process does besides its work: it starts, warms up, pauses now and then, and is stopped
/// and started again by those who operate it.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/model/node.hpp"
#include "tiersim/scenario/tiers.hpp"

#include <cstdint>
#include <string>

namespace tiersim {

/// One node's.
class Life {
public:
    Life(Simulation& site, NodeId id, const AppServer& tier);

    /// The run begins: the process has been at work for long, if it runs at all.
    void begin();

    /// Whether faults let it live. Is told before that has any consequence.
    void permit(bool permitted);

    /// Its operators stop it, or start it again.
    void stop();
    void start();
    /// A new process takes its place, and nothing is lost.
    void renew();

    /// Something of a former decision is due; `what` as it was scheduled.
    void due(std::uint32_t what);

    /// Whether the process takes requests, as far as it is up to itself.
    bool ready() const { return runs_ && ready_; }
    /// Its speed, of what faults leave of it; 0 while it pauses.
    double pace() const;

private:
    enum class Due : std::uint8_t { ready, warmer, pause, resume };

    void begin_start();
    void come_alive();
    void schedule(Due what, Duration after);
    void schedule_pause();
    void tell();

    Simulation* site_;
    NodeId id_;
    const AppServer* tier_;
    Rng draws_;
    bool permitted_ = true;
    bool runs_ = true;  ///< As its operators wish.
    bool ready_ = true;
    bool pauses_ = false;
    bool warm_ = true;
    Instant alive_since_{};
    std::uint32_t epoch_ = 0;  ///< Counts starts and ends; what was due before is void.
};

}  // namespace tiersim
