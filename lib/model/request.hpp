// SPDX-License-Identifier: MIT
/// A request is a stack of calls in one record: a frame for each node that it has reached, the
/// client's first. The record is split only where a caller gives up and the work below goes on, and
/// where a call does several things at once.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/model/node.hpp"
#include "tiersim/model/outcome.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <array>
#include <cassert>
#include <cstdint>

namespace tiersim {

/// An index of a record.
using Slot = std::uint32_t;
inline constexpr Slot no_slot = UINT32_MAX;

/// What a call asks for, besides its kind.
enum class Verb : std::uint8_t {
    read,
    write,    ///< To the primary; fills, at a cache.
    connect,  ///< Only a connection (a TCP health check).
};

/// One call: a request at one node.
struct Frame {
    Instant entered{};              ///< When it arrived; while it is on its way, when it was asked.
    NodeId node{};                  ///< Who works on it.
    std::uint16_t server = 0;       ///< Which server of the node's pool it asked.
    std::uint16_t step = 0;         ///< Where it is in the node's program.
    std::uint8_t rounds = 0;        ///< Rounds of loops in that program, modulo 256.
    std::uint8_t tries : 4 = 0;     ///< Retries made by the node's pool.
    std::uint8_t upstream : 4 = 0;  ///< Which of the node's pools was asked.
};

static_assert(sizeof(Frame) == 16);

/// Where the deepest call of a record is, and with it what will happen next.
enum class Stage : std::uint8_t {
    free,        ///< The record is not in use.
    at_node,     ///< Being dealt with right now.
    connecting,  ///< Asked, and not there yet.
    working,     ///< On a CPU or a disk, or waiting for it.
    in_line,     ///< Waits for a worker of its node.
    in_pool,     ///< Waits for a server that its node can ask.
    pausing,     ///< Waits for the time to try again.
    parked,      ///< Reached a process that hangs, and waits in its kernel.
    forked,      ///< Waits for its branches, which have records of their own.
    adrift,      ///< Was taken off its work; nobody's, until the agenda has forgotten it.
    underway,    ///< What it asked has been answered, and the answer is on its way.
    lost         ///< What it asked has ended, and the answer will never come.
};

/// A request on its way, with all that belongs to it.
struct alignas(64) Request {
    std::uint64_t key = 0;  ///< Names its random streams.
    Instant began{};        ///< When the user first asked.
    Instant alarm = never;  ///< When this slot is looked at for patience that ran out.
    Slot next = no_slot;    ///< In the line where it waits, or of the records not in use.
    Slot previous = no_slot;
    std::uint16_t generation = 0;  ///< Counts the uses of the slot.
    Verb verb = Verb::read;        ///< Of the deepest call.
    std::uint8_t attempts = 0;     ///< Made by the client; stays at 255.
    std::uint32_t source = 0;      ///< The user, or the entry of the trace.
    std::uint8_t population = 0;   ///< `probe`: a health check.
    std::uint8_t kind = 0;
    std::uint8_t depth = 0;  ///< Frames in use.
    std::uint8_t base = 0;   ///< Frames below this are no longer ours: the caller has gone.
    Outcome outcome = Outcome::ok;
    Stage stage = Stage::free;
    NodeId culprit{};  ///< Where an outcome other than ok arose.
    std::array<Frame, deepest_chain> frames{};

    Frame& top() { return frames[depth - 1U]; }
    const Frame& top() const { return frames[depth - 1U]; }

    /// Makes the record, a copy of another that forks, a branch of the fork of this number. (The
    /// frame of the client, which is not a branch's, says so.)
    void branch_off(std::uint32_t fork)
    {
        base = static_cast<std::uint8_t>(depth - 1);
        frames[0].rounds = 1;
        frames[0].tries = 0;
        belong_to(fork);
    }
    void belong_to(std::uint32_t fork)
    {
        frames[0].server = static_cast<std::uint16_t>(fork);
        frames[0].step = static_cast<std::uint16_t>(fork >> 16U);
    }
    /// Whether the call at `base` is a branch, and of which fork; `no_fork`: of one that has gone
    /// on without it.
    bool is_branch() const { return base != 0 && frames[0].rounds != 0; }
    std::uint32_t fork() const
    {
        return frames[0].server | static_cast<std::uint32_t>(frames[0].step) << 16U;
    }
    /// Whether the deepest call is a branch itself.
    bool at_branch() const { return is_branch() && base + 1 == depth; }
    void begin_branch() { frames[0].tries = 1; }
    bool has_begun() const { return frames[0].tries != 0; }
    void belong_to_nobody() { frames[0].rounds = 0; }
};

static_assert(sizeof(Request) == 192);

/// Request::fork() when nobody waits for the branch any more.
inline constexpr std::uint32_t no_fork = UINT32_MAX;

/// Request::population of health checks.
inline constexpr std::uint8_t probe = 255;

}  // namespace tiersim
