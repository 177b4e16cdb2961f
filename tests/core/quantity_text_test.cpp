// SPDX-License-Identifier: MIT
/// Quantities in words: what is understood, what is not, and how they are written.
#include "tiersim/core/quantity_text.hpp"

#include "catch.hpp"
#include "tiersim/core/nearest.hpp"

#include <string>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;

TEST_CASE("durations are read exactly", "[core]")
{
    CHECK(parse_duration("250ms") == 250ms);
    CHECK(parse_duration("1.5s") == 1500ms);
    CHECK(parse_duration("0.1us") == 100ns);
    CHECK(parse_duration("2m") == 2min);
    CHECK(parse_duration("0.25h") == 15min);
    CHECK(parse_duration("1d") == 24h);
    CHECK(parse_duration("0s") == 0s);
    CHECK(parse_duration("1.000000000000s") == 1s);
}

TEST_CASE("what is no duration is not read", "[core]")
{
    for (const auto* text : {"", "2", "s", "2 s", "-2s", "+2s", "2.s", ".5s", "1e3s", "2S", "2sec",
                             "0.5ns", "1.2345678901s", "53241d", "99999999999999999999s", "1s "}) {
        INFO(text);
        CHECK_FALSE(parse_duration(text));
    }
}

TEST_CASE("rates, shares and sizes are read exactly", "[core]")
{
    CHECK(parse_rate("400/s") == 400_rps);
    CHECK(parse_rate("90/min") == 1.5_rps);
    CHECK(parse_rate("7200/h") == 2_rps);
    CHECK_FALSE(parse_rate("400"));
    CHECK_FALSE(parse_rate("400/d"));
    CHECK(parse_probability("0.1%") == Probability::of(0.001));
    CHECK(parse_probability("100%") == Probability::of(1.0));
    CHECK_FALSE(parse_probability("100.1%"));
    CHECK_FALSE(parse_probability("0.1"));
    CHECK(parse_bytes("64kB") == 64_kB);
    CHECK(parse_bytes("1.5KiB") == 1536_B);
    CHECK_FALSE(parse_bytes("0.5B"));
    CHECK_FALSE(parse_bytes("18446744073709551616B"));
    CHECK_FALSE(parse_bytes("64KB"));
}

TEST_CASE("quantities are written in the largest unit that needs no fraction", "[core]")
{
    CHECK(to_text(Duration{90s}) == "90s");
    CHECK(to_text(Duration{2min}) == "2min");
    CHECK(to_text(Duration{1500us}) == "1500us");
    CHECK(to_text(Duration{0}) == "0s");
    CHECK(to_text(1.5_rps) == "1.5/s");
    CHECK(to_text(Probability::of(0.001)) == "0.1%");
    CHECK(to_text(Probability::of(0.25)) == "25%");
    CHECK(to_text(Probability::of(0.999)) == "99.9%");
    CHECK(to_text(Probability{}) == "0%");
    CHECK(to_text(1024_B) == "1024B");
    CHECK(to_text(64_kB) == "64kB");
}

TEST_CASE("the nearest name is the one that was meant, or none", "[core]")
{
    const std::vector<std::string> known{"web", "app", "db", "queue_timeout", "workers"};

    CHECK(nearest("wbe", known) == "web");
    CHECK(nearest("worker", known) == "workers");
    CHECK(nearest("queue-timeout", known) == "queue_timeout");
    CHECK(nearest("bd", known) == "db");
    CHECK(nearest("latency", known).empty());
    CHECK(nearest("", known).empty());
    CHECK(nearest(std::string(1000, 'w'), known).empty());
}

TEST_CASE("a share in C++ is the same as in a file", "[core]")
{
    CHECK(99.9_percent == parse_probability("99.9%"));
    CHECK(0.1_percent == parse_probability("0.1%"));
    CHECK(29_percent == parse_probability("29%"));
    CHECK_THROWS_AS(1e1_percent, std::invalid_argument);
}
