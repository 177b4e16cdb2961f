// SPDX-License-Identifier: MIT
/// The tables of docs/from-one-box-to-scale-up.md are what runs give.
#include "scenarios/growth.hpp"

#include "catch.hpp"
#include "support/tables.hpp"

using namespace tiersim;
using namespace growth;
using namespace tables;

namespace {

const std::string page = "docs/from-one-box-to-scale-up.md";

const std::vector<std::string> sites{"one-box", "distributed", "secured", "scale-up"};

std::vector<std::string> shares(std::string first, const std::vector<Estimate>& estimates)
{
    std::vector<std::string> cells{std::move(first)};
    for (const Estimate& estimate : estimates)
        cells.push_back(share_text(estimate));
    return cells;
}

std::string list(const std::vector<std::string>& items)
{
    std::string text = "[";
    for (const std::string& item : items)
        text += (text.size() > 1 ? "," : "") + item;
    return text + "]";
}

std::string crash(const std::string& place, const std::string& when)
{
    return "{\"effect\":\"crash\"," + place + "," + when + "}";
}

}  // namespace

TEST_CASE("the page on the growth of a site says what the four sites do", "[golden][slow]")
{
    const std::vector<Stretch> stretches{{60, 85},   {90, 106},  {150, 205}, {240, 285},
                                         {330, 395}, {450, 515}, {600, 640}};
    std::string whole = heads({"site", "answered in time", "failed", "p50", "p99"});
    std::string parts = heads({"site", "quiet", "process crash", "deploy", "slow database",
                               "host dies", "balancer dies", "database crash"});
    for (const std::string& site : sites) {
        const Measured measured = measure(site, stretches);
        const PopulationResult& users = measured.result.populations.front();
        whole += row({site, share_text(users.availability), share_text(users.error_share),
                      time_text(users.latency.p50), time_text(users.latency.p99)});
        auto cells = shares(site, measured.availability);
        if (site == "one-box") cells[6] = "(has none)";
        parts += row(cells);
    }

    CHECK(tables::stands_in(page, "whole", whole));
    CHECK(tables::stands_in(page, "parts", parts));
}

TEST_CASE("the page on the growth of a site says what deploys cost", "[golden][slow]")
{
    const std::vector<Setting> short_run{"run.duration=215s", "run.warmup=140s"};
    std::string table = heads({"site", "users click again", "users do not"});
    for (const std::string& site : sites) {
        auto once = short_run;
        once.push_back("clients.users.retry.attempts=1");
        const Measured twice = measure(site, {{150, 205}}, short_run);
        const Measured first = measure(site, {{150, 205}}, once);
        table += row(
            {site, share_text(twice.availability.front()), share_text(first.availability.front())});
    }

    CHECK(tables::stands_in(page, "deploys", table));
}

TEST_CASE("the page on the growth of a site says what isolation buys", "[golden][slow]")
{
    const std::vector<Setting> plan{"run.duration=110s", "run.warmup=20s",
                                    "app_servers.app.place.replicas=2"};
    std::vector<Setting> together = plan;
    together.insert(together.end(),
                    {R"(hosts=[{"name":"both","cores":8}])", "app_servers.app.place.cores=0",
                     R"(app_servers.app.place.hosts=["both"])", "databases.db.place.cores=0",
                     R"(databases.db.place.hosts=["both"])"});
    std::vector<Setting> apart = plan;
    apart.insert(apart.end(), {"app_servers.app.place.cores=3", "databases.db.place.cores=2"});

    std::string table = heads({"eight cores", "a statement, quiet", "while the application is wild",
                               "answered in time, quiet", "while a host is dead"});
    const auto measured = [&](const std::string& name, const std::vector<Setting>& settings,
                              const std::string& host) {
        const auto with = [&](const std::string& faults) {
            auto more = settings;
            more.push_back("faults=" + list({faults}));
            return measure("scale-up", {{32, 88}}, more);
        };
        const auto statement = [](const Measured& one) {
            for (const NodeResult& node : one.result.nodes)
                if (node.name == "db-1") return time_text(node.residence.mean);
            return std::string{};
        };
        const Measured quiet = with("");
        const Measured wild = with(R"({"effect":{"slow":4},"node":"app"})");
        const Measured dead = with(
            crash("\"host\":\"" + host + "\"", R"("at":"30s","lasts":"60s")"));
        table += row({name, statement(quiet), statement(wild),
                      share_text(quiet.availability.front()),
                      share_text(dead.availability.front())});
    };
    measured("application and database on one host", together, "both");
    measured("on hosts of 3, 3 and 2", apart, "app-1");

    CHECK(tables::stands_in(page, "isolation", table));
}

TEST_CASE("the page on the growth of a site says what a takeover costs", "[golden][slow]")
{
    const std::vector<Setting> plan{
        "run.duration=200s", "run.warmup=30s",
        "faults=" + list({crash("\"host\":\"lb-1\"", "\"at\":\"60s\",\"lasts\":\"60s\"")})};
    std::string table = heads(
        {"standby", "takeover after", "lost", "60 s to 66 s", "120 s to 126 s"});
    const auto measured = [&](const std::string& name, const std::vector<Setting>& more) {
        std::vector<Setting> settings = plan;
        settings.insert(settings.end(), more.begin(), more.end());
        const Measured one = measure("scale-up", {{60, 66}, {120, 126}}, settings);
        const FaultResult& fault = one.result.faults.front();
        table += row({name, time_text(fault.time_to_detect),
                      std::to_string(static_cast<int>(fault.failed + 0.5)),
                      share_text(one.availability[0]), share_text(one.availability[1])});
    };
    measured("adverts each 1 s, takes the address back", {});
    measured("adverts each 1 s, leaves it", {"balancers.lb.cluster.standby.preempt=false"});
    measured("adverts each 200 ms, takes it back", {"balancers.lb.cluster.standby.advert=200ms"});

    CHECK(tables::stands_in(page, "takeover", table));
}
