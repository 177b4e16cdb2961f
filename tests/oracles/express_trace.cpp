// SPDX-License-Identifier: MIT
/// Models without chance: every instant is known to the nanosecond. Each is run once.
#include "model/simulation.hpp"
#include "oracles/expression.hpp"
#include "oracles/lookout.hpp"
#include "oracles/site.hpp"
#include "tiersim/stats/level_times.hpp"

#include <functional>
#include <numeric>

namespace oracles {

using namespace tiersim;

namespace {

std::string kind_name(std::size_t request) { return "r" + std::to_string(request); }

// Each request of a trace is of a kind of its own, so that its work can be given.
Clients traced(const Json& instants)
{
    Clients users{.name = "users"};
    Trace trace;
    const auto count = static_cast<double>(instants.size());
    for (std::size_t i = 0; i < instants.size(); ++i) {
        trace.arrivals.push_back(
            {.at = from_seconds(instants[i].get<double>()), .kind = static_cast<std::uint32_t>(i)});
        users.mix.push_back({.name = kind_name(i), .share = Probability::of(1.0 / count)});
    }
    users.arrivals = std::move(trace);
    return users;
}

// Cores on which the work of each request is known; then, perhaps, another tier.
AppServer cores(const std::string& name, const Json& work, std::uint32_t count,
                Discipline discipline, const std::string& next = {})
{
    AppServer server{.name = name};
    server.place.cores = count;
    server.place.discipline = discipline;
    if (!next.empty()) server.upstreams = {{.to = next}};
    for (std::size_t i = 0; i < work.size(); ++i) {
        Route& route = server.routes.emplace_back(Route{.kind = kind_name(i)});
        route.steps.emplace_back().does = Compute{
            .work = Constant{from_seconds(work[i].get<double>())}};
        if (!next.empty()) route.steps.emplace_back().does = Query{.to = next};
    }
    return server;
}

Scenario still(double latency = 0.0)
{
    Scenario scenario;
    scenario.network.latency = scenario.network.local = from_seconds(latency);
    scenario.run.duration = std::chrono::seconds{1000};
    scenario.run.interval = scenario.run.duration;
    return scenario;
}

// When each request of the trace was answered, in seconds.
Json completions(const Scenario& scenario)
{
    Simulation site{scenario, 1};
    site.run();
    Json all = Json::array();
    const auto& trace = std::get<Trace>(scenario.clients.front().arrivals);
    for (std::size_t i = 0; i < trace.arrivals.size(); ++i) {
        const Tally& tally = site.books().populations.front().kinds.at(i);
        all.push_back(to_seconds(trace.arrivals[i].at + tally.latency.max()));
    }
    return all;
}

Expression three_tiers(const Record& record)
{
    Scenario scenario = still(record.model.at("hop_latency_s").get<double>());
    scenario.clients = {traced(record.model.at("arrivals_s"))};
    scenario.clients.front().calls = "web";
    const std::vector<std::string> names{"web", "app", "db", ""};
    for (std::size_t i = 0; i < 3; ++i)
        scenario.app_servers.push_back(cores(names[i], record.model.at("service_s").at(names[i]),
                                             record.model.at("workers")[i].get<std::uint32_t>(),
                                             Discipline::in_turn, names[i + 1]));
    if (record.key == "completions") return Computed{[=] { return completions(scenario); }};
    if (record.key != "mean_response") return NotExpressed{"nothing measures it"};
    return Computed{[scenario, came = record.model.at("arrivals_s")] {
        const Json went = completions(scenario);
        double sum = 0.0;
        for (std::size_t i = 0; i < went.size(); ++i)
            sum += went[i].get<double>() - came[i].get<double>();
        return Json(sum / static_cast<double>(went.size()));
    }};
}

Expression shared_cores(const Record& record)
{
    Json came = Json::array();
    Json work = Json::array();
    for (const Json& job : record.model.at("jobs")) {
        came.push_back(job[0]);
        work.push_back(job[1]);
    }
    Scenario scenario = still();
    scenario.clients = {traced(came)};
    scenario.clients.front().calls = "app";
    scenario.app_servers = {
        cores("app", work, record.model.at("cores").get<std::uint32_t>(), Discipline::shared)};
    return Computed{[=] { return completions(scenario); }};
}

Expression turns(const Record& record)
{
    const auto weights = record.model.at("weights").get<std::vector<std::uint32_t>>();
    const std::size_t count = record.value.get<std::string>().size();
    return Computed{[=] {
        std::vector<Candidate> servers;
        for (const std::uint32_t weight : weights)
            servers.push_back({.weight = weight});
        SmoothRoundRobin policy;
        Rng rng{1};
        std::string order;
        while (order.size() < count)
            order += static_cast<char>('a' + policy.pick({.servers = servers}, rng));
        return Json(order);
    }};
}

Expression least_busy(const Record& record)
{
    Scenario scenario = still();
    scenario.clients = {traced(record.model.at("arrivals_s"))};
    scenario.clients.front().calls = "lb";
    scenario.app_servers = {cores("app", record.model.at("service_s"), 1, Discipline::in_turn)};
    scenario.app_servers.front().place.replicas = record.model.at("nodes").get<std::uint32_t>();
    LoadBalancer lb{.name = "lb", .upstream = {.to = "app"}};
    const auto chosen = std::make_shared<Json>(Json::array());
    CustomBalancing noted{.name = "noted"};
    noted.choose = [chosen, policy = LeastConnections{.ties = Ties::first}](const Choice& choice,
                                                                            Rng& rng) mutable {
        const std::size_t server = policy.pick(choice, rng);
        chosen->push_back(server);
        return server;
    };
    lb.upstream.balance = std::move(noted);
    scenario.balancers = {std::move(lb)};
    const bool assignment = record.key == "assignment";
    return Computed{[=] {
        const Json went = completions(scenario);
        return assignment ? *chosen : went;
    }};
}

// The first change of mind about the server, or all of them.
std::vector<Sighting> sightings(const Scenario& scenario)
{
    Simulation site{scenario, 1};
    site.run();
    return site.books().sightings;
}

// Checks begin at some instant of the first interval, which a server that is dead from the start
// tells: it is then found dead by the first check. The outage is moved by as much.
Json changes(const Json& model)
{
    Scenario scenario = still();
    const Json& check = model.at("check");
    AppServer server{.name = "app"};
    server.place.cores = 1;
    server.place.speed = 1e6;  // The answer to a check is known at once.
    server.routes.emplace_back().steps.emplace_back().does = Compute{.work = Constant{Duration{1}}};
    scenario.app_servers = {std::move(server)};
    scenario.clients = {{.name = "users", .calls = "lb", .arrivals = Trace{}}};
    std::get<Trace>(scenario.clients.front().arrivals).arrivals = {{.at = Duration{1}}};
    LoadBalancer lb{.name = "lb", .upstream = {.to = "app"}};
    lb.upstream.check = {.interval = from_seconds(check.at("interval_s").get<double>()),
                         .timeout = from_seconds(check.at("timeout_s").get<double>()),
                         .rise = check.at("rise").get<std::uint32_t>(),
                         .fall = check.at("fall").get<std::uint32_t>(),
                         .from_start = true};
    scenario.balancers = {std::move(lb)};
    scenario.faults = {{.effect = Crash{}, .node = "app-1"}};
    const Duration phase = sightings(scenario).front().at.time_since_epoch();
    Fault& fault = scenario.faults.front();
    if (model.at("mode") == "hang") fault.effect = Hang{};
    fault.at = from_seconds(model.at("outage_s")[0].get<double>()) + phase;
    fault.lasts = from_seconds(model.at("outage_s")[1].get<double>()) + phase - fault.at;
    Json all = Json::array();
    for (const Sighting& sighting : sightings(scenario))
        all.push_back(Json::array({sighting.up ? "up" : "down", to_seconds(sighting.at - phase)}));
    return all;
}

Expression checked(const Record& record)
{
    const Json model = record.model;
    if (model.at("mode") == "hang" && record.key != "detection_delay")
        return NotExpressed{
            "a check sees the server as it answers, not as it was when the check began"};
    if (record.key == "transitions") return Computed{[=] { return changes(model); }};
    const bool detection = record.key == "detection_delay";
    if (!detection && record.key != "undetected_recovery")
        return NotExpressed{"nothing measures it"};
    return Computed{[=] {
        const std::size_t which = detection ? 0 : 1;
        return Json(changes(model)[which][1].get<double>() -
                    model.at("outage_s")[which].get<double>());
    }};
}

/// Answers nobody.
class Silent final : public Node {
public:
    explicit Silent(Json& instants) : instants_{&instants} {}
    void arrive(Call) override { instants_->push_back(to_seconds(now())); }

private:
    Json* instants_;
};

// One user, who asks anew as soon as a request has ended: so the next request tells when the last
// was given up.
Json attempts(const Json& model)
{
    Json instants = Json::array();
    Scenario scenario = still();
    CustomTier silent{.name = "silent"};
    silent.make = [&] { return std::make_unique<Silent>(instants); };
    scenario.custom_tiers = {std::move(silent)};
    const auto tries = model.at("retries").get<std::uint32_t>() + 1;
    Clients user{.name = "user", .calls = "silent"};
    user.arrivals = Thinking{.users = 1, .think = Constant{}};
    user.timeout = from_seconds(model.at("timeout_s").get<double>());
    user.retry = {.attempts = tries, .backoff = from_seconds(0.1), .factor = 2.0};
    scenario.clients = {std::move(user)};
    Simulation site{scenario, 1};
    site.run();
    instants.erase(instants.begin() + tries + 1, instants.end());
    return instants;
}

Expression retried(const Record& record)
{
    const Json model = record.model;
    const bool starts = record.key == "attempt_starts";
    return Computed{[=] {
        Json instants = attempts(model);
        const Json given_up = instants.back();
        instants.erase(instants.size() - 1);
        return starts ? instants : given_up;
    }};
}

Expression refused(const Record& record)
{
    if (record.key != "refused_completion_first")
        return NotExpressed{"completions come before arrivals, not after"};
    Scenario scenario = still();
    scenario.clients = {traced(record.model.at("arrivals_s"))};
    scenario.clients.front().calls = "app";
    Json work = Json::array();
    for (std::size_t i = 0; i < record.model.at("arrivals_s").size(); ++i)
        work.push_back(record.model.at("service_s"));
    AppServer server = cores("app", work, 0, Discipline::shared);
    server.workers = 1;
    server.queue = 0;
    scenario.app_servers = {std::move(server)};
    return Computed{[=] {
        Simulation site{scenario, 1};
        site.run();
        return Json(
            site.books().nodes.front().ended[static_cast<std::size_t>(Outcome::overloaded)]);
    }};
}

// Two servers of one worker each; the first one's process dies. Its queue is its own and is asked
// again elsewhere with what it worked on; or the balancer keeps the queue, and the work is lost.
Expression redispatched(const Record& record)
{
    const bool lost = record.key == "completions_if_lost";
    Scenario scenario = still();
    scenario.clients = {traced(Json{0.0, 0.1, 0.2})};
    scenario.clients.front().calls = "lb";
    scenario.app_servers = {cores("app", Json{1.0, 1.0, 0.5}, 1, Discipline::in_turn)};
    scenario.app_servers.front().place.replicas = 2;
    LoadBalancer lb{.name = "lb", .upstream = {.to = "app", .balance = RoundRobin{}}};
    lb.upstream.server_limit = lost ? 1 : 0;
    lb.upstream.retries = 1;
    lb.upstream.redispatch = true;
    lb.upstream.retry_errors = !lost;
    if (lost) lb.upstream.observe.errors = 1;  // Nothing more is sent there.
    scenario.balancers = {std::move(lb)};
    scenario.faults = {{.effect = Crash{}, .node = "app-1", .at = std::chrono::milliseconds{400}}};
    return Computed{[=] {
        Json went = completions(scenario);
        if (lost) went.erase(went.begin());
        return went;
    }};
}

Expression weighed(const Record& record)
{
    return Computed{[model = record.model, of_mean = record.key == "mean"] {
        Gauge gauge;
        LevelTimes times;
        const Instant from{from_seconds(model.at("window")[0].get<double>())};
        const Instant to{from_seconds(model.at("window")[1].get<double>())};
        bool started = false;
        for (const Json& step : model.at("steps")) {
            const Instant at{from_seconds(step[0].get<double>())};
            if (!started && at > from) {
                gauge.restart(from);
                times.restart(from);
                started = true;
            }
            gauge.change(at, step[1].get<std::uint32_t>());
            times.change(at, step[1].get<std::uint32_t>());
        }
        if (of_mean) return Json(gauge.mean(to));
        return Json(times.quantile(Probability::of(0.9), to));
    }};
}

Expression limited(const Record& record)
{
    return Computed{[model = record.model] {
        TokenBucket bucket{{.rate = Rate::per_second(model.at("refill_per_s").get<double>()),
                            .burst = model.at("capacity").get<std::uint32_t>()}};
        Json accepted = Json::array();
        for (const Json& at : model.at("arrivals_s"))
            accepted.push_back(bucket.take(Instant{from_seconds(at.get<double>())}) ? 1 : 0);
        return accepted;
    }};
}

// A run that has come to rest: what a node holds over time is what its requests spent there, and
// everything that came has gone.
Json residual()
{
    Scenario scenario = still();
    AppServer server{.name = "app", .workers = 2, .queue = 5};
    server.routes.emplace_back().steps.emplace_back().does = Compute{
        .work = Exponential{std::chrono::milliseconds{10}}};
    scenario.app_servers = {std::move(server)};
    Clients users{.name = "users", .calls = "app"};
    users.arrivals = Poisson{Rate::per_second(250.0)};
    users.timeout = std::chrono::milliseconds{30};
    users.until = std::chrono::seconds{900};
    scenario.clients = {std::move(users)};
    Simulation site{scenario, 1};
    site.run();
    const NodeBooks& books = site.books().nodes.front();
    const Wide held = books.inside.area(Instant{scenario.run.duration});
    const std::uint64_t gone = std::accumulate(books.ended.begin(), books.ended.end(),
                                               std::uint64_t{0});
    const PopulationBooks& asked = site.books().populations.front();
    return to_double(held > books.residence.sum() ? held - books.residence.sum()
                                                  : books.residence.sum() - held) +
           static_cast<double>(books.arrived - gone) +
           static_cast<double>(asked.begun - asked.ended + asked.in_flight);
}

}  // namespace

Expression express_trace(const Record& record)
{
    const Json& model = record.model;
    if (model.at("kind") == "identity") return Computed{residual};
    if (model.contains("hop_latency_s")) return three_tiers(record);
    if (model.contains("jobs")) return shared_cores(record);
    if (model.contains("weights")) return turns(record);
    if (model.contains("nodes")) return least_busy(record);
    if (model.contains("check")) return checked(record);
    if (model.contains("backoff_s")) return retried(record);
    if (model.contains("steps")) return weighed(record);
    if (model.contains("refill_per_s")) return limited(record);
    if (model.contains("service_s")) return refused(record);
    if (record.scenario == "det-crash-redispatch") return redispatched(record);
    return NotExpressed{"nothing like this trace"};
}

}  // namespace oracles
