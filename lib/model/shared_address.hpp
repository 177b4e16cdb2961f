// SPDX-License-Identifier: MIT
/// An address that one of several balancers holds, by VRRP (RFC 5798) as keepalived 2.2 does it:
/// adverts, priorities, preemption, and a script that watches the balancer's process.
#pragma once

#include "model/simulation.hpp"
#include "tiersim/scenario/tiers.hpp"

#include <vector>

namespace tiersim {

/// The VRRP instances of one tier of balancers, each on its own host.
class SharedAddress {
public:
    SharedAddress(Simulation& site, const Standby& standby, std::uint32_t number);

    void add(NodeId node);
    /// The node of the highest priority begins as master, the others have just heard it.
    void start();

    /// To whom messages for the address go: who claimed it last.
    NodeId holder() const { return members_[holder_].node; }

    /// Something is due at a member: `what` and number as scheduled.
    void timer(std::uint32_t what);

    /// A member's host has died, or is back.
    void host_changed(NodeId node, bool up);

private:
    enum class State : std::uint8_t { backup, master, fault, dead };

    struct Member {
        NodeId node{};
        std::uint32_t priority = 0;  ///< While its looks are good.
        State state = State::backup;
        Instant deadline = never;  ///< When a backup takes over unless it hears an advert.
        Instant patient_until{};   ///< Lets one of lower priority be.
        std::uint32_t bad_looks = 0;
        std::uint32_t good_looks = 0;
        bool failing = false;    ///< As many bad looks as it takes, and not yet enough good ones.
        std::uint32_t life = 0;  ///< Counts deaths of the host.
    };

    enum class Due : std::uint8_t { advert, takeover, look };

    void schedule(std::size_t member, Due due, Duration delay);
    void advertise(std::size_t member, std::uint32_t priority);
    void hear(std::size_t member, std::size_t from, std::uint32_t priority);
    void become_backup(std::size_t member, Duration wait);
    void become_master(std::size_t member);
    void claim(std::size_t member);
    void look(std::size_t member);
    void fail(std::size_t member);
    void recover(std::size_t member);
    std::uint32_t priority(const Member& member) const;
    Duration skew(const Member& member) const;
    Duration master_down(const Member& member) const;

    Simulation* site_;
    const Standby* standby_;
    std::uint32_t number_;
    std::vector<Member> members_;
    std::size_t holder_ = 0;
};

}  // namespace tiersim
