// SPDX-License-Identifier: MIT
/// How a caller comes to believe that a server is up or down: by counting what its checks and its
/// own requests saw, never by knowing.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstdint>

namespace tiersim {

/// What a health check asks for.
enum class CheckKind : std::uint8_t {
    tcp,  ///< A connection: the kernel answers, even for a process that hangs.
    http  ///< An answer from the process itself, which takes its turn like any request.
};

/// Active checks: HAProxy's `check inter ... rise ... fall ...`.
struct HealthCheck {
    CheckKind kind = CheckKind::http;
    Duration interval = std::chrono::seconds{2};  ///< From the end of a check to the next; 0: no
                                                  ///< checks.
    Duration interval_fast{};  ///< While a server is on its way up or down; 0: as `interval`.
    Duration interval_down{};  ///< While it is down; 0: as `interval`.
    Duration timeout{};        ///< A check that takes longer has failed; 0: as `interval`.
    std::uint32_t rise = 2;    ///< Good checks in a row that bring a server up.
    std::uint32_t fall = 3;    ///< Bad checks in a row that bring it down.
    bool from_start = false;   ///< Intervals count from the start of a check, not from its end.

    bool enabled() const { return interval > Duration{0}; }
    friend bool operator==(const HealthCheck&, const HealthCheck&) = default;
};

/// Passive observation: errors of real requests count as well.
struct Observe {
    std::uint32_t errors = 0;  ///< Errors in a row that bring a server down; 0: requests are not
                               ///< observed.
    Duration retry_after{};    ///< Without active checks: how long until it is tried again; 0: for
                               ///< good.
    friend bool operator==(const Observe&, const Observe&) = default;
};

/// The belief about one server, after HAProxy's counter: up, it takes `fall` bad checks in a row to
/// bring it down, and each good one restores full trust; down, `rise` good ones in a row to bring
/// it up, and each bad one starts again. A server that nobody has checked yet counts as up, but on
/// trial: one bad check brings it down.
class Belief {
public:
    bool up() const { return up_; }

    /// A check has ended well; true when this brought the server up.
    bool good(std::uint32_t rise);

    /// A check has failed; true when this brought the server down.
    bool bad(std::uint32_t fall);

    /// A real request went well.
    void served() { errors_ = 0; }

    /// A real request failed; true when this was one too many, see Observe::errors (0: never), and
    /// brought the server down. A good check forgives all errors before it.
    bool erred(std::uint32_t errors);

    /// Whether the belief may soon change: the server is on trial, or some, but not enough, checks
    /// in a row speak against the belief.
    bool wavering() const { return on_trial_ || count_ > 0; }

    /// Taken down at once; it takes `rise` good checks to come back.
    void condemn();

    /// Brought back without a check, on trial, as after Observe::retry_after.
    void pardon();

private:
    bool up_ = true;
    bool on_trial_ = true;      ///< Up, and not checked since it came up by itself.
    std::uint32_t count_ = 0;   ///< Checks in a row that speak against the belief.
    std::uint32_t errors_ = 0;  ///< Failed requests in a row.
};

}  // namespace tiersim
