// SPDX-License-Identifier: MIT
/// Steps side by side: how long they take together, what fails with them, and what becomes of those
/// that nobody waits for.
#include "catch.hpp"
#include "model/sites.hpp"

using namespace sites;

namespace {

/// A service that answers after `work`, with any number of workers.
AppServer service(const std::string& name, Duration work)
{
    return {.name = name, .routes = {{.steps = {{Compute{Constant{work}}}}}}};
}

/// Users that call "app", which has one worker and does `steps` before "fast" (10 ms), "slow"
/// (100 ms) and "never", which fails at once.
Scenario fan_out(const std::vector<Step>& steps)
{
    Scenario site = single();
    site.clients[0].arrivals = Paced{1_rps};  // From the first second on.
    site.app_servers[0].workers = 1;
    site.app_servers[0].upstreams = {{.to = "fast"}, {.to = "slow"}, {.to = "never"}};
    site.app_servers[0].routes[0].steps = steps;
    site.app_servers.push_back(service("fast", 10ms));
    site.app_servers.push_back(service("slow", 100ms));
    site.app_servers.push_back(service("never", 0ms));
    site.faults = {{.effect = Errors{}, .node = "never", .lasts = 60s}};
    return site;
}

const Step ask_fast{Query{.to = "fast"}};
const Step ask_slow{Query{.to = "slow"}};
const Step ask_never{Query{.to = "never"}};

/// The only latency of all requests, in seconds, when all were answered.
double latency(const Scenario& site)
{
    const Result result = simulate(site);
    REQUIRE(result.populations[0].failed == 0);
    CHECK(result.populations[0].latency.mean.value ==
          Approx(result.populations[0].latency.max).epsilon(0.02));
    return result.populations[0].latency.max;
}

std::uint64_t failed(const Scenario& site) { return simulate(site).populations[0].failed; }

}  // namespace

TEST_CASE("branches take as long as the longest of them", "[model][branches]")
{
    const Scenario site = fan_out({{Parallel{.branches = {{{ask_fast}}, {{ask_slow}}}}}});

    CHECK(latency(site) == Approx(0.1).epsilon(0.02));
    CHECK(node(simulate(site), "app-1").utilisation.value == Approx(0.1).epsilon(0.02));
}

TEST_CASE("a fork goes on with the first branches that suffice", "[model][branches]")
{
    const Parallel first{.branches = {{{ask_fast}}, {{ask_slow}}}, .wait_for = 1};

    CHECK(latency(fan_out({{first}})) == Approx(0.01).epsilon(0.02));
}

TEST_CASE("a fork fails only when enough branches cannot be had any more", "[model][branches]")
{
    const std::vector<Branch> branches{{{ask_fast}}, {{ask_never}}};

    CHECK(failed(fan_out({{Parallel{.branches = branches, .wait_for = 1}}})) == 0);
    CHECK(failed(fan_out({{Parallel{.branches = branches}}})) == 59);
}

TEST_CASE("branches compute side by side, as far as there are cores", "[model][branches]")
{
    const std::vector<Step> work{{Compute{Constant{50ms}}}};
    Scenario site = fan_out({{Parallel{.branches = {{.steps = work, .copies = 4}}}}});

    CHECK(latency(site) == Approx(0.05).epsilon(0.02));
    site.app_servers[0].place.cores = 2;
    CHECK(latency(site) == Approx(0.1).epsilon(0.02));
}

TEST_CASE("branches may fork again", "[model][branches]")
{
    const Step inner{Parallel{.branches = {{{ask_fast}}, {{ask_slow}}}}};
    const Scenario site = fan_out({{Parallel{.branches = {{{inner, ask_fast}}, {{ask_fast}}}}}});

    CHECK(latency(site) == Approx(0.11).epsilon(0.02));
}

TEST_CASE("a fallback is done in place of what fails, and of what was to follow it",
          "[model][branches]")
{
    const Attempt attempt{.steps = {ask_never, ask_slow}, .otherwise = {ask_fast}};

    CHECK(latency(fan_out({{attempt}})) == Approx(0.01).epsilon(0.02));
    CHECK(latency(fan_out({{Attempt{.steps = {ask_slow}, .otherwise = {ask_fast}}}})) ==
          Approx(0.1).epsilon(0.02));
    CHECK(failed(fan_out({{Attempt{.steps = {ask_fast}, .otherwise = {ask_fast}}}, ask_never})) ==
          59);
}

TEST_CASE("a fallback also stands in for a fork, and within a branch", "[model][branches]")
{
    const Step both{Parallel{.branches = {{{ask_slow}}, {{ask_never}}}}};
    const Step caught{Attempt{.steps = {ask_never}, .otherwise = {ask_fast}}};

    CHECK(latency(fan_out({{Attempt{.steps = {both}, .otherwise = {ask_fast}}}})) ==
          Approx(0.01).epsilon(0.02));
    CHECK(latency(fan_out({{Parallel{.branches = {{{ask_fast}}, {{caught}}}}}})) ==
          Approx(0.01).epsilon(0.02));
}

TEST_CASE("one of several ways is taken, as often as its chance says", "[model][branches]")
{
    Scenario site = fan_out({{OneOf{.ways = {{.chance = 20_percent, .steps = {ask_fast}},
                                             {.chance = 50_percent, .steps = {ask_slow}}}}}});
    site.clients[0].arrivals = Paced{200_rps};
    site.app_servers[0].workers = 0;

    const Result result = simulate(site);

    CHECK(static_cast<double>(node(result, "fast-1").arrived) == Approx(2400).epsilon(0.08));
    CHECK(static_cast<double>(node(result, "slow-1").arrived) == Approx(6000).epsilon(0.05));
}

TEST_CASE("a wait takes time and no CPU", "[model][branches]")
{
    Scenario site = fan_out({{Wait{Constant{200ms}}}});
    site.app_servers[0].place.cores = 1;

    CHECK(latency(site) == Approx(0.2).epsilon(0.02));
}

TEST_CASE("a hedged query is asked again when no answer comes in time, and the first one counts",
          "[model][hedge]")
{
    Scenario site = fan_out({{Query{.to = "fast", .hedge = Hedge{.after = 30ms}}}});
    site.app_servers[1].place.replicas = 2;
    site.app_servers[1].place.speeds = {0.1, 1.0};  // The first takes 100 ms, the other 10 ms.
    site.app_servers[0].upstreams[0].balance = First{};
    site.app_servers[0].upstreams[0].server_limit = 1;

    CHECK(latency(site) == Approx(0.04).epsilon(0.02));
    site.app_servers[0].routes[0].steps = {{Query{.to = "fast", .hedge = Hedge{.after = 1s}}}};
    CHECK(latency(site) == Approx(0.1).epsilon(0.02));
    CHECK(node(simulate(site), "fast-2").arrived == 0);
}

TEST_CASE("a query that fails is hedged at once", "[model][hedge]")
{
    Scenario site = fan_out({{Query{.to = "fast", .hedge = Hedge{.after = 10s}}}});
    site.app_servers[1].place.replicas = 2;
    site.faults = {{.effect = Errors{}, .node = "fast-1", .lasts = 60s}};

    CHECK(failed(site) == 0);
    CHECK(simulate(site).populations[0].latency.max < 0.02);
}

TEST_CASE("losers that are given up free their place at the caller, and the work below goes on",
          "[model][hedge]")
{
    Parallel race{.branches = {{{ask_fast}}, {{ask_slow}}}, .wait_for = 1};
    Scenario site = fan_out({{race}});
    site.clients[0].arrivals = Paced{50_rps};
    site.app_servers[0].upstreams[1].calls_limit = 1;
    site.app_servers[2].workers = 1;

    const Result cancelled = simulate(site);
    race.cancel = false;
    site.app_servers[0].routes[0].steps = {{race}};
    const Result kept = simulate(site);

    CHECK(node(cancelled, "slow-1").arrived == 2999);
    CHECK(node(cancelled, "slow-1").utilisation.value == Approx(1.0).epsilon(0.01));
    CHECK(node(kept, "slow-1").arrived == 600);
}

TEST_CASE("a service that cancels stops for callers who have gone", "[model][cancel]")
{
    Scenario site = fan_out({{Parallel{.branches = {{{ask_fast}}, {{ask_slow}}}, .wait_for = 1}}});
    site.app_servers[2].workers = 1;
    site.app_servers[2].cancels = true;

    CHECK(node(simulate(site), "slow-1").utilisation.value == Approx(0.01).epsilon(0.02));
    site.app_servers[2].place.cores = 1;
    site.app_servers[2].workers = 2;
    CHECK(node(simulate(site), "slow-1").busy.value == Approx(0.01).epsilon(0.02));
}

TEST_CASE("what a service that cancels has asked is given up with it, down to the last tier",
          "[model][cancel]")
{
    Scenario site = fan_out({{Query{.to = "slow"}}});
    site.clients[0].timeout = 30ms;
    for (AppServer& tier : site.app_servers) {
        tier.cancels = true;
        tier.workers = 1;
    }

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 59);
    CHECK(node(result, "app-1").utilisation.value == Approx(0.03).epsilon(0.02));
    CHECK(node(result, "slow-1").utilisation.value == Approx(0.03).epsilon(0.02));
}

TEST_CASE("a client that gives up takes all branches with it", "[model][cancel]")
{
    Scenario site = fan_out({{Parallel{.branches = {{.steps = {ask_slow}, .copies = 3}}}}});
    site.clients[0].timeout = 50ms;
    for (AppServer& tier : site.app_servers)
        tier.cancels = true;

    const Result result = simulate(site);

    CHECK(node(result, "slow-1").arrived == 177);
    CHECK(node(result, "slow-1").busy.value == Approx(3 * 0.05).epsilon(0.02));
    CHECK(node(result, "app-1").busy.value == Approx(0.05).epsilon(0.02));
}

TEST_CASE("a server that dies with branches out fails each request once", "[model][branches]")
{
    Scenario site = fan_out({{Parallel{.branches = {{.steps = {ask_slow}, .copies = 3}}}}});
    site.app_servers[0].workers = 0;
    site.clients[0].arrivals = Paced{100_rps};
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 10s, .lasts = 1s}};

    const Result result = simulate(site);

    CHECK(result.populations[0].begun == 5999);
    CHECK(result.populations[0].offered == 5999 - result.populations[0].in_flight);
    CHECK(result.populations[0].failed == Approx(110).epsilon(0.03));
    CHECK(node(result, "app-1").killed == Approx(10).epsilon(0.1));
    CHECK(node(result, "slow-1").orphans == Approx(30).epsilon(0.1));
}

TEST_CASE("an event loop serves others while it waits, and none while a query blocks it",
          "[model][event loop]")
{
    Scenario site = fan_out({ask_slow});
    site.clients[0].arrivals = Paced{50_rps};
    site.app_servers[0].event_loop = true;

    CHECK(latency(site) == Approx(0.1).epsilon(0.02));
    site.app_servers[0].routes[0].steps = {{Query{.to = "slow", .blocks = true}}};
    const Result blocked = simulate(site);
    CHECK(blocked.populations[0].latency.max > 1.0);
    CHECK(node(blocked, "slow-1").answered == Approx(600).epsilon(0.01));
}

TEST_CASE("one long computation holds up everybody on an event loop", "[model][event loop]")
{
    Scenario site = fan_out({{Wait{Constant{1ms}}}, {Compute{Constant{50ms}}}});
    site.app_servers[0].event_loop = true;
    site.clients[0].arrivals = Trace{.arrivals = {{.at = 1s}, {.at = 1s}, {.at = 1s}}};

    const Result result = simulate(site);

    CHECK(result.populations[0].latency.max == Approx(0.151).epsilon(0.01));
}

TEST_CASE("an event loop that fails in a branch or a fallback has its worker back",
          "[model][event loop]")
{
    const Step caught{Attempt{.steps = {ask_never}, .otherwise = {ask_fast}}};
    const Step blocked{
        Attempt{.steps = {{Query{.to = "never", .blocks = true}}}, .otherwise = {ask_fast}}};
    Scenario site = fan_out({{Parallel{.branches = {{{caught}}, {{blocked}}}}}, caught, blocked});
    site.app_servers[0].event_loop = true;

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(node(result, "app-1").utilisation.value == Approx(0.0).margin(1e-9));
}

TEST_CASE(
    "a limit of all calls turns away the rest at once, as often as Erlang's loss formula says",
    "[model][bulkhead][theory]")
{
    constexpr double offered = 10.0;  // Calls at once, without the limit.
    constexpr int limit = 5;
    double loss = 1.0;
    for (int i = 1; i <= limit; ++i)
        loss = offered * loss / (i + offered * loss);
    Scenario site = fan_out({ask_slow});
    site.clients[0].arrivals = Poisson{100_rps};
    site.app_servers[0].workers = 0;
    site.app_servers[0].upstreams[1].calls_limit = limit;
    site.run.duration = 600s;

    const Result result = simulate(site);

    CHECK(result.populations[0].error_share.value == Approx(loss).epsilon(0.01));
    CHECK(failures(result, Outcome::overloaded) == result.populations[0].failed);
    CHECK(node(result, "slow-1").busy.value == Approx(offered * (1.0 - loss)).epsilon(0.01));
}

TEST_CASE("a circuit that opens spares the tier below, and closes when it is well again",
          "[model][breaker]")
{
    Scenario site = fan_out({ask_never});
    site.clients[0].arrivals = Paced{10_rps};
    site.app_servers[0].upstreams[2].breaker = Breaker{.failures = 5, .open = 2s};
    site.faults[0].lasts = 10s;

    const Result result = simulate(site);

    CHECK(node(result, "never-1").failed == Approx(9).margin(1));
    CHECK(result.populations[0].failed == Approx(105).margin(15));
    CHECK(failures(result, Outcome::unavailable) == Approx(96).margin(15));
}

TEST_CASE("a balancer lets in no more than its rate limit says", "[model][rate limit]")
{
    Scenario site = balanced();
    site.clients[0].arrivals = Paced{100_rps};
    site.balancers[0].rate_limit = RateLimit{.rate = 40_rps, .burst = 10};

    const Result result = simulate(site);

    CHECK(failures(result, Outcome::overloaded) == Approx(3590).margin(2));
}

TEST_CASE("what is more important interrupts other work, which goes on where it was",
          "[model][cores]")
{
    Scenario site = single();
    site.app_servers[0].place = {.cores = 1, .discipline = Discipline::preemptive};
    site.app_servers[0].routes = {{.kind = "report", .steps = {{Compute{Constant{100ms}}}}},
                                  {.kind = "page", .steps = {{Compute{Constant{20ms}}}}}};
    site.clients[0].mix = {{.name = "report", .share = 50_percent, .priority = 2},
                           {.name = "page", .share = 50_percent, .priority = 1}};
    site.clients[0].arrivals = Trace{
        .arrivals = {{.at = 1s, .kind = 0}, {.at = 1050ms, .kind = 1}, {.at = 1060ms, .kind = 0}}};

    const Result result = simulate(site);

    CHECK(result.populations[0].kinds[1].latency.max == Approx(0.02).epsilon(0.01));
    CHECK(result.populations[0].kinds[0].latency.mean.value == Approx(0.14).epsilon(0.01));
    CHECK(result.populations[0].kinds[0].latency.max == Approx(0.16).epsilon(0.01));
}
