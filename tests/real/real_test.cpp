// SPDX-License-Identifier: MIT
/// Requests that nobody here made up: nothing of a log gets lost on the way through a scenario, and
/// what a Poisson process of the same mean would have hidden stands in docs/real-input.md.
#include "catch.hpp"
#include "real/logs.hpp"
#include "support/tables.hpp"
#include "tiersim/experiment/simulate.hpp"

using namespace tiersim;
using namespace tables;

namespace {

const std::string page = "docs/real-input.md";

std::vector<double> offered(const Result& result)
{
    std::vector<double> counts;
    for (const TimelinePoint& point : result.populations.front().timeline)
        counts.push_back(point.offered * to_seconds(result.interval));
    return counts;
}

/// What the log and its twins come to, side by side.
std::string side_by_side(const std::vector<std::pair<std::string, Result>>& runs)
{
    std::string table = heads({"requests as", "p50", "p90", "p99", "p99.9", "longest"});
    for (const auto& [name, result] : runs) {
        const LatencyResult& latency = result.populations.front().latency;
        table += row({name, time_text(latency.p50), time_text(latency.p90), time_text(latency.p99),
                      time_text(latency.p999),
                      time_text(Estimate::without(latency.max, "a maximum"))});
    }
    return table;
}

void nothing_is_lost(const Scenario& scenario, const Result& result, std::uint64_t rows,
                     std::uint64_t bytes)
{
    const PopulationResult& users = result.populations.front();
    auto counted = offered(result);
    auto logged = logs::counts(scenario);
    counted.resize(std::max(counted.size(), logged.size()));
    logged.resize(counted.size());

    CHECK(users.begun == rows);
    CHECK(users.answered == rows);
    CHECK(users.in_flight == 0);
    CHECK(users.bytes == bytes);
    for (std::size_t i = 0; i < logged.size(); ++i)
        CHECK(counted[i] == Approx(logged[i]));
    CHECK(logs::peak_to_mean(counted) == Approx(logs::peak_to_mean(logged)));
}

}  // namespace

TEST_CASE("the log of a web server of 1995 is worse than Poisson, and nothing of it is lost",
          "[golden]")
{
    const auto scenario = logs::read("nasa-1995", "nasa_19950701.tsv.zst");
    if (!scenario) {
        WARN("skipped: the log is not here");
        return;
    }
    const Scenario twin = logs::with_poisson(*scenario);

    const Result log = simulate(*scenario);
    const Result poisson = simulate(twin);

    nothing_is_lost(*scenario, log, 9999, 246'472'942);
    CHECK(log.populations.front().latency.p99.value >
          1.2 * poisson.populations.front().latency.p99.value);
    CHECK(tables::stands_in(
        page, "nasa", side_by_side({{"the log has them", log}, {"Poisson has them", poisson}})));
}

TEST_CASE("nothing of a slower month is lost either", "[golden]")
{
    auto scenario = logs::read("nasa-1995", "nasa_19950801.tsv.zst");
    if (!scenario) {
        WARN("skipped: the log is not here");
        return;
    }
    scenario->run.duration = std::chrono::minutes{13};

    const Result log = simulate(*scenario);

    nothing_is_lost(*scenario, log, 9999, 179'517'299);
}

TEST_CASE("the log of a service of 2014 is worse than Poisson, and nothing of it is lost",
          "[golden]")
{
    const auto scenario = logs::read("finance-2014", "haproxy-httplog-finance-2014.facts.csv.zst");
    if (!scenario) {
        WARN("skipped: the log is not here");
        return;
    }
    Empirical logged;
    for (const Trace::Arrival& arrival : logs::arrivals(*scenario))
        logged.values.push_back(arrival.service);
    Scenario mixed = logs::with_poisson(*scenario);
    Scenario smooth = mixed;
    auto& step = std::get<Compute>(mixed.app_servers.front().routes.front().steps.front().does);
    step = {.work = logged};
    std::get<Compute>(smooth.app_servers.front().routes.front().steps.front().does) = {
        .work = Exponential{.mean = mean(step.work)}};

    const Result log = simulate(*scenario);
    const Result half = simulate(mixed);
    const Result poisson = simulate(smooth);

    nothing_is_lost(*scenario, log, 15'476, 31'904'850);
    CHECK(log.populations.front().latency.p99.value >
          2.0 * poisson.populations.front().latency.p99.value);
    CHECK(tables::stands_in(page, "finance",
                            side_by_side({{"the log has them, times as logged", log},
                                          {"Poisson, times by lot from the log", half},
                                          {"Poisson, exponential times", poisson}})));
}
