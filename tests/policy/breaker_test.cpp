// SPDX-License-Identifier: MIT
/// When a circuit opens, and what closes it again.
#include "tiersim/policy/breaker.hpp"

#include "catch.hpp"

#include <string>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

constexpr Instant start{};

/// Calls that end at once, one each second from `from` on; "+" went well, "-" did not. Returns a
/// letter for each: as it was, or "x" when it was refused.
std::string called(Circuit& circuit, Duration from, const std::string& ends)
{
    std::string seen;
    Instant at = start + from;
    for (const char end : ends) {
        const bool admitted = circuit.admits(at);
        if (admitted) circuit.end(at, at, end == '+');
        seen += admitted ? end : 'x';
        at += 1s;
    }
    return seen;
}

}  // namespace

TEST_CASE("failures in a row open a circuit, and a probe that goes well closes it",
          "[policy][breaker]")
{
    Circuit circuit{{.failures = 3, .open = 4s}};

    CHECK(called(circuit, 0s, "--+---++++++-") == "--+---xxx+++-");
    CHECK(circuit.openings() == 1);
    CHECK(circuit.time_in(CircuitState::open, start + 12s) == 4s);
    CHECK(circuit.time_in(CircuitState::closed, start + 12s) == 8s);
}

TEST_CASE("a probe that fails opens the circuit for as long again", "[policy][breaker]")
{
    Circuit circuit{{.failures = 1, .open = 2s}};

    CHECK(called(circuit, 0s, "------+++") == "-x-x-x+++");
    CHECK(circuit.openings() == 1);
}

TEST_CASE("a share of failures within the window opens a circuit once enough calls have ended",
          "[policy][breaker]")
{
    Circuit circuit{{.share = 50_percent, .window = 10s, .least = 6, .open = 5s}};

    CHECK(called(circuit, 0s, "--+--+-++") == "--+--+-xx");
}

TEST_CASE("what lies before the window is forgotten", "[policy][breaker]")
{
    Circuit circuit{{.share = 50_percent, .window = 10s, .least = 4, .open = 5s}};

    CHECK(called(circuit, 0s, "---") == "---");
    CHECK(called(circuit, 20s, "+++-++-") == "+++-++-");
    CHECK(circuit.state() == CircuitState::closed);
}

TEST_CASE("no more probes pass than are wanted, and all of them must go well", "[policy][breaker]")
{
    Circuit circuit{{.failures = 1, .open = 5s, .probes = 2}};
    circuit.end(start, start, false);
    const Instant later = start + 5s;

    CHECK(circuit.admits(later));
    CHECK(circuit.admits(later));
    CHECK_FALSE(circuit.admits(later));
    circuit.end(later + 1s, later, true);
    CHECK(circuit.state() == CircuitState::half_open);
    circuit.withdraw(later);
    CHECK(circuit.admits(later + 1s));
    circuit.end(later + 2s, later + 1s, true);
    CHECK(circuit.state() == CircuitState::closed);
}

TEST_CASE("calls from before a change say nothing about what is after it", "[policy][breaker]")
{
    Circuit circuit{{.failures = 1, .open = 5s}};
    circuit.end(start + 1s, start, false);
    CHECK(circuit.admits(start + 6s));

    circuit.end(start + 7s, start, true);

    CHECK(circuit.state() == CircuitState::half_open);
}
