// SPDX-License-Identifier: MIT
/// The positions of HAProxy's round robin, request by request.
#include "tiersim/policy/turns.hpp"

#include "catch.hpp"

#include <cstdint>
#include <vector>

using tiersim::nobody;
using tiersim::Turns;

namespace {

/// Where turns had come before a request, who got it, and where that server went.
struct Pick {
    std::uint32_t position;
    std::size_t server;
    Turns::Step next;
};

void check(const std::vector<std::uint32_t>& weights, const std::vector<Pick>& picks)
{
    Turns turns;
    turns.start(weights);
    for (const Pick& pick : picks) {
        CAPTURE(pick.position);
        CHECK(turns.position() == pick.position);
        CHECK(turns.pick([](std::size_t) { return true; }, nobody) == pick.server - 1);
        CHECK(turns.at(static_cast<Turns::Index>(pick.server - 1)) == pick.next);
    }
}

}  // namespace

TEST_CASE("positions of the first picks are those of HAProxy's description", "[policy]")
{
    check({48, 32, 16}, {{96, 1, {98, 0}},
                         {97, 2, {100, 0}},
                         {98, 1, {100, 0}},
                         {99, 3, {105, 0}},
                         {100, 1, {102, 0}},
                         {101, 2, {103, 0}},
                         {102, 1, {104, 0}},
                         {103, 2, {106, 0}}});
    check({80, 16, 16}, {{112, 1, {113, 32}},
                         {113, 1, {114, 64}},
                         {114, 1, {116, 16}},
                         {115, 2, {122, 0}},
                         {116, 1, {117, 48}},
                         {117, 1, {119, 0}},
                         {118, 3, {125, 0}},
                         {119, 1, {120, 32}}});
}

TEST_CASE("who comes into use waits about one of its own periods", "[policy]")
{
    Turns turns;
    turns.start(std::vector<std::uint32_t>{16, 16, 0});
    turns.enter(2, 16);

    CHECK(turns.position() == 32);
    CHECK(turns.at(2).position == 32 + (48 + 32 - 32) / 16);
}

TEST_CASE("when nobody has room all begin anew, the heaviest first", "[policy]")
{
    const auto all = [](std::size_t) { return true; };
    Turns turns;
    turns.start(std::vector<std::uint32_t>{48, 32, 16});
    turns.pick(all, nobody);
    turns.pick(all, nobody);

    CHECK(turns.pick([](std::size_t) { return false; }, nobody) == nobody);
    std::vector<std::size_t> servers;
    for (int i = 0; i < 6; ++i) {
        servers.push_back(1 + turns.pick(all, nobody));
    }
    CHECK(servers == std::vector<std::size_t>{1, 2, 1, 3, 1, 2});
}
