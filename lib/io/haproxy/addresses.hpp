// SPDX-License-Identifier: MIT
/// Addresses as they stand behind `bind` and `server`: "127.0.0.1:80", "[::1]:80", ":80-90",
/// "app:+100", "unix@/run/app.sock".
#pragma once

#include "io/haproxy/words.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tiersim::haproxy {

/// An address, or what is wrong with it.
struct Address {
    std::string host{};  ///< Empty: all, or the client's.
    std::optional<std::uint32_t> port{};
    std::uint32_t port_last = 0;   ///< Of a range.
    std::int32_t port_offset = 0;  ///< "+100", "-100": relative to the client's.
    bool relative = false;
    bool socket = false;    ///< A path, or an abstract socket.
    bool foreign = false;   ///< Of a kind that takes part in nothing else: fd@, sockpair@, udp,
                            ///< quic.
    std::string problem{};  ///< Empty: none.
};

/// Variables in it are put in, quoted or not.
Address parse_address(const std::string& text, const Environment& environment);

}  // namespace tiersim::haproxy
