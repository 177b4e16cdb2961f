// SPDX-License-Identifier: MIT
/// How a HAProxy backend comes to a server, as values: balancing, cookies, stick tables, what may
/// be tried again, which connections may be used again.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/policy/haproxy/hash.hpp"
#include "tiersim/scenario/haproxy_rules.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiersim::haproxy {

enum class Algorithm : std::uint8_t {
    roundrobin,
    static_rr,
    leastconn,
    first,
    source,
    uri,
    url_param,
    hdr,
    hash,  ///< Of any sample.
    rdp_cookie,
    random
};
enum class HashType : std::uint8_t { map_based, consistent };

/// balance, hash-type and hash-balance-factor.
struct Balance {
    Algorithm algorithm = Algorithm::roundrobin;
    std::string name{};        ///< Of the parameter, header or cookie.
    std::uint32_t length = 0;  ///< uri len; 0: all.
    std::uint32_t depth = 0;   ///< uri depth; 0: all.
    bool whole = false;        ///< uri whole: the query as well.
    bool path_only = false;    ///< uri path-only.
    bool check_post = false;   ///< url_param ... check_post.
    bool domain_only = false;  ///< hdr ... use_domain_only.
    std::uint32_t draws = 2;   ///< random(N)
    Sample sample{};           ///< Of `hash`.
    HashType type = HashType::map_based;
    HashFunction function = HashFunction::sdbm;
    bool avalanche = false;            ///< Written, or `consistent` without a function named.
    std::uint32_t balance_factor = 0;  ///< Bounded loads; 0: off, else above 100.
    friend bool operator==(const Balance&, const Balance&) = default;
};

enum class CookieMode : std::uint8_t { insert, prefix, rewrite };

/// cookie NAME ...
struct Cookie {
    std::string name{};
    CookieMode mode = CookieMode::rewrite;
    bool indirect = false;
    bool nocache = false;
    bool preserve = false;
    bool postonly = false;
    std::optional<Duration> maxidle{};
    std::optional<Duration> maxlife{};
    friend bool operator==(const Cookie&, const Cookie&) = default;
};

/// A counter of a stick table; rates over `period`.
struct StoredCounter {
    Counter counter = Counter::none;
    Duration period{};
    friend bool operator==(const StoredCounter&, const StoredCounter&) = default;
};

enum class KeyType : std::uint8_t { ip, ipv6, integer, string, binary };

/// stick-table
struct StickTable {
    std::string name{};  ///< Of the proxy that holds it.
    KeyType type = KeyType::ip;
    std::uint32_t key_length = 32;
    std::uint64_t size = 0;
    std::optional<Duration> expire{};  ///< Unset: never.
    bool nopurge = false;
    std::string peers{};
    std::vector<StoredCounter> store{};
    friend bool operator==(const StickTable&, const StickTable&) = default;
};

/// stick on (match and store_request), stick match, stick store-request, stick store-response.
struct StickRule {
    bool match = false;
    bool store_request = false;
    bool store_response = false;
    Sample sample{};
    std::string table{};  ///< Empty: of this backend.
    Condition when{};
    friend bool operator==(const StickRule&, const StickRule&) = default;
};

enum class HttpReuse : std::uint8_t { never, safe, aggressive, always };

/// retry-on: what may be tried again.
struct RetryOn {
    bool conn_failure = true;
    bool empty_response = false;
    bool junk_response = false;
    bool response_timeout = false;
    bool rejected_0rtt = false;
    std::vector<std::uint32_t> statuses{};
    friend bool operator==(const RetryOn&, const RetryOn&) = default;
};

}  // namespace tiersim::haproxy
