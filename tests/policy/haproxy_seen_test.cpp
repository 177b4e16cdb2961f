// SPDX-License-Identifier: MIT
/// Histories that were played to HAProxy 2.6.12 itself, and what it did.
#include "catch.hpp"
#include "haproxy_farm.hpp"
#include "tiersim/policy/haproxy/hash.hpp"

#include <sstream>
#include <string>
#include <vector>

using haproxy_farm::Backend;
using namespace tiersim::haproxy;

namespace {

struct History {
    std::string name;
    Balancer::Algorithm algorithm;
    std::vector<std::uint32_t> weights;
    std::string events;  ///< d2: server 2 goes down; u2: it comes up; w2=7: it weighs 7.
    std::string seen;    ///< The servers of nine requests before each event and after the last.
    bool mixed = false;  ///< Hashes are with avalanche.
};

void play(const std::string& event, Backend& backend)
{
    const auto number = static_cast<std::size_t>(event[1] - '0');
    if (event[0] == 'd') backend.down(number);
    if (event[0] == 'u') backend.up(number);
    if (event[0] == 'w')
        backend.weigh(number, static_cast<std::uint32_t>(std::stoul(event.substr(3))));
}

// Nine requests for "/0", "/1", ..., each over before the next.
std::string nine(Backend& backend, int& key, bool mixed)
{
    std::string servers;
    for (int i = 0; i < 9; ++i) {
        const std::uint32_t plain = hash(HashFunction::sdbm, "/" + std::to_string(key++));
        servers += backend.sequence(1, {.hash = mixed ? avalanche(plain) : plain});
    }
    return servers;
}

std::string replay(const History& history)
{
    Backend backend{history.algorithm, history.weights};
    std::istringstream events{history.events};
    int key = 0;
    std::string servers = nine(backend, key, history.mixed);
    for (std::string event; events >> event;) {
        play(event, backend);
        servers += ' ' + nine(backend, key, history.mixed);
    }
    return servers;
}

}  // namespace

TEST_CASE("servers that go, come and change their weight are balanced as HAProxy was seen to do it",
          "[policy][haproxy]")
{
    const std::string dynamic = "d2 w3=5 d1 u2 w4=9 u1 d3 w1=2 u3";
    const std::string fixed = "d2 d4 d1 u2 u4 u1 d3 d2 u3";
    const std::vector<History> histories{
        {"roundrobin",
         RoundRobin{},
         {3, 6, 1, 4},
         dynamic,
         "242142321 444141414 341341343 434334343 423234234 243424324 324423144 242412442 "
         "412442424 "
         "142342434"},
        {"static-rr",
         StaticRoundRobin{},
         {2, 4, 4, 2},
         fixed,
         "123234123 413341334 133133133 333333333 323232323 234232342 232341232 122412241 "
         "414141414 "
         "341334133"},
        {"leastconn",
         LeastConnections{},
         {3, 6, 1, 4},
         dynamic,
         "123412341 341341341 413413413 434343434 342342342 324324324 324132413 241241241 "
         "241241241 "
         "241324132"},
        {"first",
         First{},
         {3, 6, 1, 4},
         dynamic,
         "111111111 111111111 111111111 333333333 222222222 222222222 111111111 111111111 "
         "111111111 "
         "111111111"},
        {"uri",
         MapHash{},
         {2, 4, 4, 2},
         fixed,
         "412323412 334133413 133133133 333333333 232332323 323422323 123234234 122412212 "
         "141414144 "
         "133413341"},
        {"uri, consistent",
         ConsistentHash{},
         {3, 6, 1, 4},
         dynamic,
         "111144222 313111411 311431331 343344344 222332322 243242234 432314324 142412212 "
         "224424444 "
         "342413424",
         true},
        {"random",
         Random{2},
         {3, 6, 1, 4},
         dynamic,
         "243412221 334144413 331313431 333344343 242222332 444242444 243344424 424441142 "
         "224124442 "
         "422424442"},
    };
    for (const History& history : histories) {
        CAPTURE(history.name);
        CHECK(replay(history) == history.seen);
    }
}

TEST_CASE("held requests and full servers are balanced as HAProxy was seen to do it",
          "[policy][haproxy]")
{
    struct Trace {
        std::string name;
        Balancer::Algorithm algorithm;
        std::vector<std::uint32_t> weights;
        std::string seen;  ///< A request goes to server 1, 2, ...; one of a, b, ... is over.
    };
    const std::vector<Trace> traces{
        {"roundrobin",
         RoundRobin{},
         {3, 2, 1},
         "121a31c2baba1213aabc1a2b121aba31ca21b2a1312a12b13b22bba1a31aa2c1b21abc"},
        {"roundrobin",
         RoundRobin{},
         {4, 3, 2, 1},
         "121a32c1baab4123dbac1a2b132acb14ad12a3b1213a21a41c23cba1b21aa3a2c14bcb"},
        {"leastconn",
         LeastConnections{},
         {3, 2, 1},
         "123a11a1bcaa2311baca2b3c123abc12ab31c2a3112a11a12b23bbc2a12bb2b2c32bba"},
        {"leastconn",
         LeastConnections{},
         {2, 1, 1, 5},
         "123a41d4bcda2341bdca2b4d312cab43dc12a4b3124b24d41d41ddc3b24dc3a4a41dcb"},
        {"static-rr",
         StaticRoundRobin{},
         {3, 2, 1},
         "112a12a3abcb1121abaa2b3c112aab12ab31c1a2123b12b23a12cab1a23ca1c1b23aab"},
        {"first",
         First{},
         {1, 1, 1},
         "111a12a1aaab1112aaab1a1a111aaa11aa11a1a1122b22b23a13baa1b12ba1c2c23baa"},
    };
    for (const Trace& trace : traces) {
        CAPTURE(trace.name, trace.seen);
        Backend backend{trace.algorithm, trace.weights};
        backend.limit(3);
        std::string servers;
        for (const char event : trace.seen) {
            const bool over = event >= 'a';
            if (over) backend.drop(static_cast<std::size_t>(event - 'a') + 1);
            servers += over ? event : backend.ask({});
        }
        CHECK(servers == trace.seen);
    }
}
