// SPDX-License-Identifier: MIT
/// How runs are made, and what is read off their books.
#include "oracles/trial.hpp"

#include "model/fault_board.hpp"
#include "model/replica_set.hpp"
#include "tiersim/scenario/check.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

namespace oracles {

using namespace tiersim;

namespace {

/// A node that nothing passes: whenever it is called, it glances at the site.
class Observer final : public Node {
public:
    Observer(const Glance& glance, Seen& seen) : glance_{&glance}, seen_{&seen} {}

    void arrive(Call call) override
    {
        (*glance_)(View{site()}, *seen_);
        answer(call);
    }

private:
    const Glance* glance_;
    Seen* seen_;
};

const std::string observer = "observer";

void post(const Look& look, std::size_t number, Scenario& scenario, Seen& seen)
{
    const std::string name = observer + std::to_string(number);
    CustomTier tier{.name = name};
    tier.make = [&look, &seen] { return std::make_unique<Observer>(look.glance, seen); };
    scenario.custom_tiers.push_back(std::move(tier));
    Clients clients{.name = "glances" + std::to_string(number), .calls = name};
    clients.mix = {{.name = observer}};
    if (look.every > Duration{0}) {
        clients.arrivals = Paced{Rate::per_second(1.0 / to_seconds(look.every))};
        clients.from = scenario.run.warmup;
    } else {
        Trace instants;
        for (const Duration at : look.at)
            instants.arrivals.push_back({.at = at});
        clients.arrivals = std::move(instants);
    }
    scenario.clients.push_back(std::move(clients));
    scenario.network.links.push_back({.from = name + "-1", .to = "*"});
}

double seconds_of(const Gauge& gauge, Instant end) { return to_double(gauge.area(end)) * 1e-9; }

NodeSeen node_seen(const NodeBooks& books, Instant end)
{
    NodeSeen seen{.arrived = static_cast<double>(books.arrived),
                  .begun = static_cast<double>(books.begun),
                  .waited = static_cast<double>(books.waited),
                  .killed = static_cast<double>(books.killed),
                  .restarts = static_cast<double>(books.restarts),
                  .busy = seconds_of(books.busy, end),
                  .queue = seconds_of(books.queue, end),
                  .inside = seconds_of(books.inside, end),
                  .work = to_seconds(books.busy_cpu)};
    for (std::size_t i = 0; i < seen.ended.size(); ++i)
        seen.ended[i] = static_cast<double>(books.ended[i]);
    seen.wait.merge(books.wait);
    seen.residence.merge(books.residence);
    return seen;
}

KindSeen kind_seen(const Tally& tally)
{
    KindSeen seen{.offered = static_cast<double>(tally.offered),
                  .answered = static_cast<double>(tally.answered),
                  .good = static_cast<double>(tally.good),
                  .failed = static_cast<double>(tally.failed),
                  .attempts = static_cast<double>(tally.attempts)};
    seen.latency.merge(tally.latency);
    return seen;
}

void read_books(Simulation& site, Seen& seen)
{
    const RunPlan& plan = site.scenario().run;
    const Instant end{plan.duration};
    seen.runs += 1.0;
    seen.time += to_seconds(plan.duration - plan.warmup);
    const Books& books = site.books();
    for (std::size_t i = 0; i < site.node_count(); ++i) {
        const std::string& name = site.node(static_cast<NodeId>(i)).name();
        if (!name.starts_with(observer)) seen.nodes[name] += node_seen(books.nodes[i], end);
    }
    for (const PopulationBooks& population : books.populations) {
        for (std::size_t kind = 0; kind < population.kinds.size(); ++kind)
            if (site.kinds()[kind] != observer)
                seen.kinds[site.kinds()[kind]] += kind_seen(population.kinds[kind]);
        seen.in_flight += static_cast<double>(population.in_flight);
    }
}

void run_once(const Trial& trial, std::uint64_t run, std::uint64_t seed, Seen& seen)
{
    Scenario scenario = trial.scenario;
    scenario.run.interval = std::max<Duration>(scenario.run.duration / 100, Duration{1});
    if (trial.prepare) trial.prepare(scenario, run, seen);
    for (std::size_t i = 0; i < trial.looks.size(); ++i)
        post(trial.looks[i], i, scenario, seen);
    if (run == 0)
        if (std::vector<Problem> problems = check(scenario); any_error(problems))
            throw ScenarioError{std::move(problems)};
    Simulation site{scenario, replication_seed(seed, static_cast<std::uint32_t>(run))};
    try {
        site.run();
    } catch (const Enough&) {
    }
    read_books(site, seen);
    if (trial.conclude) trial.conclude(site, seen);
}

}  // namespace

double View::open() const
{
    const PopulationBooks& users = site_->books().populations.front();
    return static_cast<double>(users.begun - users.ended);
}

std::vector<double> View::insides(const std::string& tier) const
{
    std::vector<double> levels;
    for (std::size_t i = 0; i < site_->node_count(); ++i)
        if (site_->node(static_cast<NodeId>(i)).name().starts_with(tier))
            levels.push_back(site_->books().nodes[i].inside.level());
    return levels;
}

std::uint64_t View::unapplied(std::size_t member) const
{
    return site_->replica_sets().front()->unapplied(member);
}

const NodeBooks& View::books(const std::string& node) const
{
    std::size_t i = 0;
    while (site_->node(static_cast<NodeId>(i)).name() != node)
        ++i;
    return site_->books().nodes[i];
}

// Whole batches are shared out among two threads, so that nothing depends on who is faster.
std::vector<Seen> run(const Trial& trial, std::uint64_t seed)
{
    std::vector<Seen> seen(batches);
    std::vector<std::exception_ptr> problems(batches);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < batches; i = next++) {
            try {
                for (std::uint64_t run = 0; run < trial.runs; ++run)
                    run_once(trial, i * trial.runs + run, seed, seen[i]);
            } catch (...) {
                problems[i] = std::current_exception();
            }
        }
    };
    {
        const std::jthread other{work};
        work();
    }
    for (const std::exception_ptr& problem : problems)
        if (problem) std::rethrow_exception(problem);
    return seen;
}

}  // namespace oracles
