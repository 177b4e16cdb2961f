// SPDX-License-Identifier: MIT
/// How each law is looked for in the books.
#include "property/laws.hpp"

#include "catch.hpp"
#include "model/key_store.hpp"
#include "model/program.hpp"
#include "model/shared_address.hpp"

#include <string>

namespace laws {

using namespace tiersim;

namespace {

struct Sums {
    std::uint64_t offered = 0;
    std::uint64_t answered = 0;
    std::uint64_t failed = 0;
};

Sums sums_of(const PopulationBooks& books)
{
    Sums sums;
    for (const Moment& moment : books.moments) {
        sums.offered += moment.offered;
        sums.answered += moment.answered;
        sums.failed += moment.failed;
    }
    return sums;
}

std::uint32_t workers_of(const Scenario& scenario, const std::string& node)
{
    const std::string tier = node.substr(0, node.rfind('-'));
    for (const WebServer& web : scenario.web_servers)
        if (web.name == tier) return web.workers;
    for (const AppServer& app : scenario.app_servers)
        if (app.name == tier) return app.workers;
    for (const Database& database : scenario.databases)
        if (database.name == tier) return database.connections;
    for (const Cache& cache : scenario.caches)
        if (cache.name == tier) return cache.workers;
    return 0;
}

// The time that calls have spent so far at a node that they have not left.
Wide ages_at(Simulation& site, NodeId id, Instant end)
{
    Wide ages = 0;
    for (const Request& request : site.requests()) {
        if (request.stage == Stage::free || request.population == probe) continue;
        for (std::uint8_t level = request.base; level < request.depth; ++level) {
            const bool coming = level + 1 == request.depth && request.stage == Stage::connecting;
            const bool inside = level > request.base || !request.is_branch();
            if (request.frames[level].node != id || coming || !inside) continue;
            ages += static_cast<std::uint64_t>((end - request.frames[level].entered).count());
        }
    }
    return ages;
}

// Each request that was not good is charged once, and each that failed to something.
void charges_add_up(const PopulationBooks& books, const Tally& counted)
{
    std::uint64_t failed = 0;
    std::uint64_t late = 0;
    for (const auto& [charge, count] : books.charges) {
        (charge.outcome == Outcome::ok ? late : failed) += count;
        CHECK(charge.cause != Cause::unexplained);
    }
    CHECK(failed == counted.failed);
    CHECK(late == counted.answered - counted.good);
}

}  // namespace

void each_run(std::uint64_t scenarios, const std::function<Scenario(std::uint64_t)>& drawn,
              const std::function<void(Simulation&)>& look)
{
    for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
        CAPTURE(seed);
        const Scenario scenario = drawn(seed);
        Simulation site{scenario, seed};
        site.run();
        look(site);
    }
}

Scenario without_faults(Scenario scenario)
{
    scenario.faults.clear();
    for (AppServer& app : scenario.app_servers) {  // They stop processes, too.
        app.deploys.clear();
        app.autoscale.reset();
        app.pauses.reset();
    }
    scenario.run.warmup = Duration{0};
    return scenario;
}

void nothing_is_lost(Simulation& site)
{
    for (const PopulationBooks& books : site.books().populations) {
        const Sums sums = sums_of(books);
        CHECK(books.begun == books.ended + books.in_flight);
        CHECK(sums.offered == books.begun);
        CHECK(sums.answered + sums.failed == books.ended);
    }
}

void failures_add_up(Simulation& site)
{
    for (const PopulationBooks& books : site.books().populations) {
        Tally counted;
        for (const Tally& kind : books.kinds)
            counted.merge(kind);
        std::uint64_t failures = 0;
        for (const std::uint64_t count : books.failures)
            failures += count;
        CHECK(failures == counted.failed);
        CHECK(counted.offered == counted.answered + counted.failed);
        CHECK(counted.good <= counted.answered);
        CHECK(counted.latency.count() == counted.answered);
        charges_add_up(books, counted);
    }
}

void workers_suffice(Simulation& site)
{
    for (std::size_t i = 0; i < site.node_count(); ++i) {
        const std::string& name = site.node(static_cast<NodeId>(i)).name();
        const std::uint32_t workers = workers_of(site.scenario(), name);
        CAPTURE(name);
        if (workers > 0) CHECK(site.books().nodes[i].busy.max() <= workers);
    }
}

void little_holds(Simulation& site)
{
    const Instant end{site.scenario().run.duration};
    for (std::size_t i = 0; i < site.node_count(); ++i) {
        const auto id = static_cast<NodeId>(i);
        if (site.program(id) == nullptr) continue;
        const NodeBooks& books = site.books().nodes[i];
        CAPTURE(site.node(id).name());
        CHECK((books.inside.area(end) == books.residence.sum() + ages_at(site, id, end)));
    }
}

void seeds_decide(const Scenario& scenario, std::uint64_t seed)
{
    Simulation once{scenario, seed};
    Simulation again{scenario, seed};
    Simulation other{scenario, seed + 1};

    once.run();
    again.run();
    other.run();

    CHECK(once.books().fingerprint == again.books().fingerprint);
    CHECK(once.books().fingerprint != other.books().fingerprint);
}

}  // namespace laws
