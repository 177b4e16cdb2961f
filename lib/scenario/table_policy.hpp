// SPDX-License-Identifier: MIT
/// The members of balancing algorithms, health checks and retries.
#pragma once

#include "scenario/table.hpp"
#include "tiersim/policy/balancing.hpp"
#include "tiersim/policy/breaker.hpp"
#include "tiersim/policy/health.hpp"
#include "tiersim/policy/rate_limit.hpp"
#include "tiersim/policy/retry.hpp"

namespace tiersim::table {

constexpr Title title(Of<Balancing> /*of*/)
{
    return {"balancing", "Which server gets the next request; decided on the caller's own books."};
}

constexpr Title title(Of<RoundRobin> /*of*/)
{
    return {"round_robin", "In turn, by HAProxy's scheme when weights differ."};
}
template <class Visit>
constexpr void describe(Of<RoundRobin> /*of*/, Visit& /*visit*/)
{
}

constexpr Title title(Of<SmoothRoundRobin> /*of*/)
{
    return {"smooth_round_robin", "In turn, weights spread evenly as nginx does it."};
}
template <class Visit>
constexpr void describe(Of<SmoothRoundRobin> /*of*/, Visit& /*visit*/)
{
}

constexpr std::array<Word<Ties>, 3> words(Of<Ties> /*of*/)
{
    return {{{Ties::turns, "turns", "Equals take turns."},
             {Ties::first, "first", "The first in the list."},
             {Ties::random, "random", "By lot."}}};
}

constexpr Title title(Of<LeastConnections> /*of*/)
{
    return {"least_connections",
            "The server with the fewest requests of the caller for its weight."};
}
template <class Visit>
constexpr void describe(Of<LeastConnections> /*of*/, Visit& visit)
{
    visit("ties", &LeastConnections::ties, "Who is chosen among equals.", alone);
}

constexpr Title title(Of<First> /*of*/)
{
    return {"first", "The first server with room: fills one after the other."};
}
template <class Visit>
constexpr void describe(Of<First> /*of*/, Visit& /*visit*/)
{
}

constexpr Title title(Of<RandomDraws> /*of*/)
{
    return {"random_draws", "A few servers by lot, the least busy of them."};
}
template <class Visit>
constexpr void describe(Of<RandomDraws> /*of*/, Visit& visit)
{
    visit("draws", &RandomDraws::draws, "How many: 1 is plain random, 2 the power of two choices.",
          Rule{.alone = true, .least = 1.0});
    visit("distinct", &RandomDraws::distinct, "Never the same server twice in one choice.", any);
    visit("blind", &RandomDraws::blind,
          "As in HAProxy, full servers are drawn as well; if all drawn are full, nobody is taken.",
          any);
}

constexpr Title title(Of<SourceHash> /*of*/)
{
    return {"source_hash", "Always the same server for one user, as long as the servers stay."};
}
template <class Visit>
constexpr void describe(Of<SourceHash> /*of*/, Visit& visit)
{
    visit("consistent", &SourceHash::consistent,
          "Points on a ring: when a server comes or goes, only its own users move.", any);
}

constexpr std::array<Word<CheckKind>, 2> words(Of<CheckKind> /*of*/)
{
    return {{{CheckKind::tcp, "tcp", "A connection: a process that hangs passes it."},
             {CheckKind::http, "http", "An answer from the process, which takes its turn."}}};
}

constexpr Title title(Of<HealthCheck> /*of*/)
{
    return {"health_check", "Active checks, as HAProxy's `check inter ... rise ... fall ...`."};
}
template <class Visit>
constexpr void describe(Of<HealthCheck> /*of*/, Visit& visit)
{
    visit("kind", &HealthCheck::kind, "What is asked for.", any);
    visit("interval", &HealthCheck::interval,
          "From the end of a check to the next; \"0s\": no checks.", any);
    visit("interval_fast", &HealthCheck::interval_fast,
          "While a server is on its way up or down; \"0s\": as `interval`.", any);
    visit("interval_down", &HealthCheck::interval_down,
          "While a server is down; \"0s\": as `interval`.", any);
    visit("timeout", &HealthCheck::timeout,
          "A check that takes longer has failed; \"0s\": as `interval`.", any);
    visit("rise", &HealthCheck::rise, "Good checks in a row that bring a server up.", one_or_more);
    visit("fall", &HealthCheck::fall, "Bad checks in a row that bring it down.", one_or_more);
    visit("from_start", &HealthCheck::from_start,
          "Intervals count from the start of a check, not from its end.", any);
}

constexpr Title title(Of<Observe> /*of*/)
{
    return {"observe", "Passive observation: errors of real requests count as well."};
}
template <class Visit>
constexpr void describe(Of<Observe> /*of*/, Visit& visit)
{
    visit("errors", &Observe::errors,
          "Errors in a row that bring a server down; 0: requests are not observed.", any);
    visit("retry_after", &Observe::retry_after,
          "Without active checks: how long until it is tried again; \"0s\": it stays down.", any);
}

constexpr Title title(Of<Retry> /*of*/)
{
    return {"retry", "How a failed request is tried again."};
}
template <class Visit>
constexpr void describe(Of<Retry> /*of*/, Visit& visit)
{
    visit("attempts", &Retry::attempts, "In all, the first included; 1: no retry, 0: without end.",
          alone);
    visit("backoff", &Retry::backoff, "Wait before the second attempt.", any);
    visit("factor", &Retry::factor, "Each further wait is this many times the last.", one_or_more);
    visit("backoff_max", &Retry::backoff_max, "No wait is longer; \"0s\": no bound.", any);
    visit("jitter", &Retry::jitter,
          "Share of the wait that is drawn: uniform in [(1 - jitter) wait, wait].", any);
    visit("exponential", &Retry::exponential,
          "Waits are drawn exponential with the mean above, in place of jitter.", any);
    visit("budget", &Retry::budget,
          "Retries for each first attempt in the long run; \"100%\": no bound.", any);
    visit("on_timeout", &Retry::on_timeout, "Also when the client's own timeout ended the attempt.",
          any);
    visit("on_failure", &Retry::on_failure, "Also when anything else did: an error, a refusal.",
          any);
    visit("chance", &Retry::chance,
          "That a failed attempt is followed by another at all; the others give up.", any);
}

constexpr Title title(Of<Breaker> /*of*/)
{
    return {"breaker",
            "When a circuit opens, how long it stays open, and what closes it. It needs `failures` "
            "or a `window`."};
}
template <class Visit>
constexpr void describe(Of<Breaker> /*of*/, Visit& visit)
{
    visit("failures", &Breaker::failures,
          "Failed calls in a row that open it; 0: only `share` does.", alone);
    visit("share", &Breaker::share,
          "Opens when so many of the calls that ended within `window` had failed.", above_zero);
    visit("window", &Breaker::window, "\"0s\": only `failures` opens it.", any);
    visit("least", &Breaker::least, "Calls that must have ended within `window`.", one_or_more);
    visit("open", &Breaker::open, "For how long all calls are refused.", above_zero);
    visit("probes", &Breaker::probes,
          "Calls let through after that; when all of them go well, it is closed, and with the "
          "first that fails open again.",
          one_or_more);
}

constexpr Title title(Of<RateLimit> /*of*/)
{
    return {"rate_limit",
            "A bucket of tokens, full at the start; a request takes one, or is refused."};
}
template <class Visit>
constexpr void describe(Of<RateLimit> /*of*/, Visit& visit)
{
    visit("rate", &RateLimit::rate, "Tokens that come in.",
          Rule{.required = true, .alone = true, .above = 0.0});
    visit("burst", &RateLimit::burst, "Tokens that the bucket holds.", one_or_more);
}

}  // namespace tiersim::table
