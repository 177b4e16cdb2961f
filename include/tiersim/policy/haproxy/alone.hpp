// SPDX-License-Identifier: MIT
/// What becomes of the hash of a request while only one server is on duty.
#pragma once

#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/farm.hpp"

#include <cstdint>
#include <optional>

namespace tiersim::haproxy {

/// How HAProxy spares itself the hash when there is nothing to choose. It shows where the table of
/// a sole backup has slots of others, and where a request without the key finds the server full.
enum class Alone : std::uint8_t {
    zero,           ///< source, uri, hdr, hash: 0, the request is not looked at.
    zero_if_found,  ///< rdp-cookie: 0 if there is a cookie.
    as_ever         ///< url_param.
};

/// The hash that counts.
std::optional<std::uint32_t> hash_that_counts(const Farm& farm, const Asker& asker, Alone alone);

}  // namespace tiersim::haproxy
