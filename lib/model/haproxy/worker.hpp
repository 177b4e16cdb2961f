// SPDX-License-Identifier: MIT
/// What one worker of a HAProxy knows and has in hand. A reload leaves the old one to its work and
/// begins a new one, with none of that.
#pragma once

#include "model/haproxy/backend_state.hpp"
#include "model/haproxy/rates.hpp"
#include "model/haproxy/stream.hpp"
#include "model/haproxy/table.hpp"
#include "model/haproxy/timers.hpp"
#include "model/haproxy/visit.hpp"

#include <cstdint>
#include <vector>

namespace tiersim::haproxy {

/// Workers that there can be at once: the one that accepts, and old ones.
inline constexpr std::uint32_t most_workers = 4;

/// Where a worker waits that acts already.
inline constexpr std::size_t in_place = SIZE_MAX - 1;

class Worker {
public:
    std::uint32_t number() const { return number_; }

protected:
    std::uint32_t number_ = 0;
    bool leaving_ = false;  ///< A newer one accepts; this one ends what it has.
    std::vector<Table> tables_;
    std::vector<BackendState> backends_;
    std::vector<FrontendState> frontends_;
    std::vector<Door> doors_;
    Streams streams_;
    Visits visits_;
    std::vector<StreamId> ready_;  ///< Got a slot, and are to connect this turn.
    std::uint32_t connections_ = 0;
    FrequencyCounter connection_rate_{};
    FrequencyCounter session_rate_{};
    std::uint64_t serial_ = 0;
    std::vector<Checked> checks_;  ///< By the numbers of checks.
    Rng draws_{0};
    Dice dice_{};
    Millis gate_due_ = no_time;  ///< When the gate is looked at again, because of rates.
    Timers timers_;
    Instant wakes_ = never;
};

/// Notes in a frame whose stream it is: in its twenty bits that no node below looks at.
void note_worker(Frame& frame, std::uint32_t worker, StreamId id);
std::uint32_t worker_of(const Frame& frame);

}  // namespace tiersim::haproxy
