// SPDX-License-Identifier: MIT
/// Files that were damaged on the way are read or refused; they never bring the reader down.
#include "catch.hpp"
#include "haproxy_cfg/reading.hpp"
#include "support/feed.hpp"
#include "tiersim/core/random.hpp"

#include <algorithm>

namespace {

const std::string whole =
    "global\n maxconn 5\n setenv A \"b c\"\n.if defined(A) && !streq(a,b)\ndefaults d\n mode http\n"
    " timeout client 5s\n acl x hdr(a,2),lower -m beg -i v\n http-request deny if x or { src ::1/8 "
    "}\n"
    ".endif\nfrontend f from d\n bind [::1]:80,unix@/x maxconn 5 ssl crt x\n"
    " use_backend %[path,lower]-\"${A[*]}\" if { be_conn(b) gt 5 }\n"
    "backend b\n balance hash src\n stick-table type string len 5 size 1k store conn_rate(5s)\n"
    " http-check expect ! status 200-299,404\n cookie c insert maxidle 5\n"
    " server-template s 1-3 a:+80 track b/s1 weight 5 \\x41#\n";

std::string damaged(std::string text, tiersim::Rng& rng)
{
    const auto at = rng.below(static_cast<std::uint32_t>(text.size()));
    const auto length = std::min<std::size_t>(rng.below(20), text.size() - at);
    switch (rng.below(4)) {
        case 0: return text.erase(at, length);
        case 1: return text.insert(at, text.substr(rng.below(at + 1), length));
        case 2: return text.substr(0, at + 1);
        default: text[at] = static_cast<char>(text[at] ^ (1 << rng.below(8)));
    }
    return text;
}

}  // namespace

TEST_CASE("a damaged haproxy.cfg is read or refused", "[haproxy][property]")
{
    tiersim::Rng rng{1, "damage to haproxy.cfg"};
    for (int i = 0; i < 2000; ++i) {
        std::string text = whole;
        for (std::uint32_t times = 1 + rng.below(5); times > 0 && !text.empty(); --times)
            text = damaged(std::move(text), rng);

        INFO(text);
        REQUIRE_NOTHROW(support::feed_haproxy(text));
    }
}
