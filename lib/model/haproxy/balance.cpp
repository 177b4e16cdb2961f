// SPDX-License-Identifier: MIT
/// One algorithm for each word of the configuration, and the part of a request that it hashes.
#include "model/haproxy/balance.hpp"

#include "model/haproxy/samples.hpp"
#include "tiersim/policy/haproxy/hash.hpp"
#include "tiersim/policy/haproxy/hash_key.hpp"

namespace tiersim::haproxy {

namespace {

Alone alone_for(Algorithm algorithm)
{
    if (algorithm == Algorithm::url_param) return Alone::as_ever;
    return algorithm == Algorithm::rdp_cookie ? Alone::zero_if_found : Alone::zero;
}

/// The text that is hashed; none when the request has none.
std::optional<std::string> key_of(const Balance& balance, const Message& message,
                                  const Samples& samples)
{
    const auto owned = [](std::optional<std::string_view> text) {
        return text ? std::optional<std::string>{*text} : std::nullopt;
    };
    switch (balance.algorithm) {
        case Algorithm::uri:
            return std::string{uri_key(message.target, {.length = balance.length,
                                                        .depth = balance.depth,
                                                        .whole = balance.whole,
                                                        .path_only = balance.path_only})};
        case Algorithm::url_param: return owned(parameter_key(message.target, balance.name));
        case Algorithm::hdr:
            for (const Field& header : message.headers) {
                if (!same_name(header.name, balance.name)) continue;
                const auto value = header_key(header.value);
                if (!value || !balance.domain_only) return owned(value);
                return std::string{domain_key(*value)};
            }
            return std::nullopt;
        case Algorithm::hash: {
            const auto found = samples.take(balance.sample);
            if (found.empty()) return std::nullopt;
            return found.front().text;
        }
        case Algorithm::rdp_cookie:
            for (const Field& cookie : message.cookies)
                if (cookie.name == balance.name) return cookie.value;
            return std::nullopt;
        default: return std::nullopt;
    }
}

}  // namespace

Balancer balancer_for(const Balance& balance)
{
    const Alone alone = alone_for(balance.algorithm);
    switch (balance.algorithm) {
        case Algorithm::roundrobin: return Balancer{RoundRobin{}};
        case Algorithm::static_rr: return Balancer{StaticRoundRobin{}};
        case Algorithm::leastconn: return Balancer{LeastConnections{}};
        case Algorithm::first: return Balancer{First{}};
        case Algorithm::random: return Balancer{Random{balance.draws, balance.balance_factor}};
        default: break;
    }
    if (balance.type == HashType::map_based) return Balancer{MapHash{alone}};
    return Balancer{ConsistentHash{alone, balance.balance_factor}};
}

std::optional<std::uint32_t> hash_of(const Balance& balance, const Stream& stream,
                                     const Samples& samples)
{
    std::optional<std::uint32_t> word;
    if (balance.algorithm == Algorithm::source)
        word = stream.address;
    else if (const auto key = key_of(balance, *stream.message, samples))
        word = hash(balance.function, *key);
    if (word && balance.avalanche) word = avalanche(*word);
    return word;
}

}  // namespace tiersim::haproxy
