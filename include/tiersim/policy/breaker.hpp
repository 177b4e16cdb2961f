// SPDX-License-Identifier: MIT
/// A circuit breaker: after too many failures a caller stops asking for a while, and then tries
/// with a few calls whether it may ask again.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"

#include <array>
#include <cstdint>

namespace tiersim {

/// When a circuit opens, how long it stays open, and what closes it.
struct Breaker {
    std::uint32_t failures = 0;  ///< Failed calls in a row that open it; 0: only `share` does.
    Probability share = Probability::of(1.0);  ///< Opens when so many of the calls that ended
                                               ///< within `window` had failed.
    Duration window{};                         ///< 0: only `failures` opens it.
    std::uint32_t least = 10;                  ///< Calls that must have ended within `window`.
    Duration open = std::chrono::seconds{5};   ///< For how long all calls are refused.
    std::uint32_t probes = 1;  ///< Calls let through after that; when all of them go well, it is
                               ///< closed, and with the first that fails open again.
    friend bool operator==(const Breaker&, const Breaker&) = default;
};

/// Where a circuit is.
enum class CircuitState : std::uint8_t {
    closed,    ///< All calls pass.
    open,      ///< None does.
    half_open  ///< Probes pass.
};

/// One caller's circuit to whom it calls.
class Circuit {
public:
    explicit Circuit(const Breaker& breaker) : breaker_{breaker} {}

    /// Whether a call may be made at `at`. One that may must end(), or be withdrawn.
    bool admits(Instant at);

    /// A call has ended at `at`. What was asked before the last change of the state says nothing.
    void end(Instant at, Instant asked, bool well);

    /// Nobody waits for the answer of a call any more.
    void withdraw(Instant asked);

    CircuitState state() const { return state_; }

    /// How often it opened out of the closed state.
    std::uint32_t openings() const { return openings_; }
    /// How long it has been in a state until `at`.
    Duration time_in(CircuitState state, Instant at) const;

private:
    static constexpr std::size_t slices = 10;  ///< Into which the window is cut.
    struct Slice {
        std::int64_t number = -1;
        std::uint32_t calls = 0;
        std::uint32_t failures = 0;
    };

    void count_time(Instant at);
    void change(Instant at, CircuitState to);
    bool failed_too_often(Instant at, bool well);

    Breaker breaker_;
    CircuitState state_ = CircuitState::closed;
    Instant since_{};
    std::uint32_t in_a_row_ = 0;
    std::uint32_t probing_ = 0;  ///< Probes let through since then ...
    std::uint32_t proven_ = 0;   ///< ... and those that went well.
    std::uint32_t openings_ = 0;
    std::array<Duration, 3> spent_{};  ///< In each state.
    std::array<Slice, slices> slices_{};
};

}  // namespace tiersim
