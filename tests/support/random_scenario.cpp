// SPDX-License-Identifier: MIT
/// Builds a site from its databases up to its clients, then lets things go wrong.
#include "support/random_scenario.hpp"

#include "support/dice.hpp"
#include "support/random_steps.hpp"

#include <string>

namespace support {

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

/// One scenario in the making.
class Maker {
public:
    explicit Maker(std::uint64_t seed)
        : dice_{seed},
          with_checks_{dice_.chance(0.6)},
          with_timeouts_{dice_.chance(0.7)},
          with_limits_{dice_.chance(0.6)},
          with_crashes_{dice_.chance(0.6)},
          with_random_faults_{dice_.chance(0.3)},
          with_network_faults_{dice_.chance(0.4)},
          with_branches_{dice_.chance(0.5)},
          with_cancelling_{dice_.chance(0.4)},
          with_operators_{dice_.chance(0.4)}
    {
        scenario_.name = "random " + std::to_string(seed);
        scenario_.run.seed = seed;
    }

    Scenario make()
    {
        make_plan();
        make_hosts();
        make_stores();
        make_apps();
        make_front();
        make_clients();
        make_faults();
        make_promises();
        return scenario_;
    }

private:
    void make_plan()
    {
        auto& run = scenario_.run;
        run.duration = dice_.length(10s);
        run.warmup = dice_.chance(0.5) ? dice_.length(1s) : Duration{};
        run.replications = dice_.number(1, 2);
        run.interval = dice_.length(1s);
        run.window = dice_.length(2s);
        run.window_good = Probability::of(dice_.real(0.5, 1.0));
        if (dice_.chance(0.5)) scenario_.network.latency = dice_.length(500us);
        if (dice_.chance(0.3)) scenario_.network.jitter = dice_.law(100us);
        if (dice_.chance(0.2)) scenario_.network.loss = Probability::of(dice_.real(0.001, 0.01));
        if (dice_.chance(0.3))
            scenario_.network.links = {
                {.from = "internet", .to = "*", .latency = dice_.length(5ms)}};
    }

    void make_hosts()
    {
        for (std::uint32_t i = dice_.number(0, 2); i > 0; --i)
            scenario_.hosts.push_back({.name = "box" + std::to_string(i),
                                       .zone = dice_.one_of<std::string>({"site", "east"}),
                                       .cores = dice_.number(1, 4),
                                       .speed = dice_.real(0.5, 2.0),
                                       .discipline = discipline()});
    }

    Discipline discipline()
    {
        return dice_.one_of<Discipline>({Discipline::shared, Discipline::shared,
                                         Discipline::in_turn, Discipline::last_first,
                                         Discipline::by_priority, Discipline::preemptive});
    }

    Placement place(std::uint32_t most)
    {
        Placement place{.replicas = dice_.number(1, most)};
        if (!scenario_.hosts.empty() && dice_.chance(0.4)) {
            for (const auto& host : scenario_.hosts)
                place.hosts.push_back(host.name);
        } else if (dice_.chance(0.6)) {
            place.cores = dice_.number(1, 4);
            place.speed = dice_.real(0.5, 2.0);
            place.discipline = discipline();
            if (dice_.chance(0.3)) place.zones = {"east", "west"};
            if (dice_.chance(0.2)) place.speeds.assign(place.replicas, dice_.real(0.5, 2.0));
        }
        if (dice_.chance(0.2)) place.quota = place.cores > 0 ? dice_.real(0.5, 1.0) : 0.75;
        if (place.quota > 0.0 && dice_.chance(0.5)) place.quota_period = dice_.length(100ms);
        return place;
    }

    std::uint32_t limit(std::uint32_t low, std::uint32_t high)
    {
        return with_limits_ && dice_.chance(0.6) ? dice_.number(low, high) : 0;
    }

    Duration patience(Duration scale)
    {
        return with_timeouts_ && dice_.chance(0.6) ? dice_.length(scale) : Duration{};
    }

    Upstream upstream(const std::string& to, std::uint32_t replicas)
    {
        Upstream upstream{.to = to, .balance = dice_.balancing()};
        if (dice_.chance(0.2))
            for (std::uint32_t i = 0; i < replicas; ++i)
                upstream.weights.push_back(dice_.number(1, 3));
        upstream.server_limit = limit(2, 20);
        upstream.queue = limit(1, 50);
        upstream.queue_timeout = patience(200ms);
        upstream.connect_timeout = patience(100ms);
        upstream.timeout = patience(500ms);
        upstream.retries = dice_.chance(0.4) ? dice_.number(1, 3) : 0;
        upstream.retry_pause = dice_.length(50ms);
        upstream.redispatch = dice_.chance(0.5);
        upstream.retry_errors = dice_.chance(0.3);
        if (with_checks_ && dice_.chance(0.7)) upstream.check = check();
        if (dice_.chance(0.3))
            upstream.observe = {.errors = dice_.number(2, 5), .retry_after = dice_.length(1s)};
        upstream.calls_limit = limit(3, 30);
        if (dice_.chance(0.2)) upstream.breaker = random_breaker(dice_);
        return upstream;
    }

    HealthCheck check()
    {
        return {.kind = dice_.one_of<CheckKind>({CheckKind::tcp, CheckKind::http}),
                .interval = dice_.length(500ms),
                .interval_fast = dice_.chance(0.3) ? dice_.length(100ms) : Duration{},
                .interval_down = dice_.chance(0.3) ? dice_.length(1s) : Duration{},
                .timeout = dice_.chance(0.5) ? dice_.length(200ms) : Duration{},
                .rise = dice_.number(1, 3),
                .fall = dice_.number(1, 3),
                .from_start = dice_.chance(0.3)};
    }

    void replicate(Database& database)
    {
        database.replication = Replication{
            .acknowledged_by = dice_.number(0, database.place.replicas - 1),
            .delay = dice_.chance(0.5) ? dice_.length(20ms) : Duration{},
            .every = dice_.chance(0.2) ? dice_.length(300ms) : Duration{},
            .apply = dice_.chance(0.5) ? dice_.law(2ms) : Distribution{},
            .reads_at_primary = dice_.chance(0.3)};
        if (dice_.chance(0.3)) return;
        const Duration interval = dice_.length(300ms);
        database.failover = Failover{.interval = interval,
                                     .timeout = interval / dice_.number(1, 4),
                                     .fall = dice_.number(1, 3),
                                     .promotion = dice_.law(500ms),
                                     .fencing = dice_.chance(0.5),
                                     .quorum = dice_.chance(0.5),
                                     .redirect = dice_.chance(0.5) ? dice_.length(1s) : Duration{}};
    }

    void make_stores()
    {
        Database database{.name = "db", .place = place(3)};
        database.connections = limit(2, 20);
        database.queue = dice_.number(5, 100);
        database.queue_unbounded = dice_.chance(0.3);
        database.read = {.work = dice_.law(1ms), .disk = dice_.law(3ms)};
        database.write = {.work = dice_.law(2ms), .disk = dice_.law(4ms)};
        database.buffer_hits = Probability::of(dice_.real(0.5, 1.0));
        database.disks = dice_.number(1, 3);
        database.warms_up = dice_.chance(0.5) ? dice_.length(2s) : Duration{};
        if (database.place.replicas > 1 && dice_.chance(0.6)) replicate(database);
        database.cancels = cancels();
        scenario_.databases = {database};
        if (dice_.chance(0.5)) return;
        scenario_.caches = {{.name = "store",
                             .place = place(2),
                             .workers = limit(1, 4),
                             .work = dice_.law(200us),
                             .keys = dice_.number(10, 1000),
                             .zipf = dice_.real(0.0, 1.5),
                             .capacity = dice_.number(5, 500),
                             .ttl = dice_.chance(0.5) ? dice_.length(1s) : Duration{}}};
    }

    bool cancels() { return with_cancelling_ && dice_.chance(0.5); }

    std::vector<Step> steps()
    {
        return RandomSteps{dice_, !scenario_.caches.empty(), with_branches_}.draw();
    }

    AppServer app(const std::string& name)
    {
        AppServer app{.name = name, .place = place(3), .workers = limit(2, 16)};
        app.queue = dice_.number(5, 200);
        app.queue_unbounded = dice_.chance(0.2);
        app.queue_timeout = patience(300ms);
        app.event_loop = dice_.chance(0.3);
        app.cancels = cancels();
        if (with_operators_) operate(dice_, app);
        if (dice_.chance(0.2)) app.patience = dice_.law(400ms);
        app.upstreams = {upstream("db", scenario_.databases[0].place.replicas)};
        for (const auto& cache : scenario_.caches)
            app.upstreams.push_back(upstream("store", cache.place.replicas));
        return app;
    }

    void make_apps()
    {
        auto app = this->app("app");
        app.routes = {{.steps = steps()}};
        if (dice_.chance(0.4)) {
            auto api = this->app("api");
            api.routes = {{.steps = steps()}};
            app.upstreams.push_back(upstream("api", api.place.replicas));
            app.routes[0].steps.push_back({Query{.to = "api"}});
            scenario_.app_servers.push_back(api);
        }
        scenario_.app_servers.push_back(app);
        top_ = "app";
        replicas_ = app.place.replicas;
    }

    void make_front()
    {
        if (dice_.chance(0.7)) {
            WebServer web{.name = "web", .place = place(3), .workers = limit(1, 4)};
            web.connections = limit(20, 100);
            web.work = dice_.law(500us);
            if (dice_.chance(0.3)) web.tls = dice_.law(300us);
            web.upstream = upstream(top_, replicas_);
            web.cancels = cancels();
            if (dice_.chance(0.6)) pictures_ = true;
            if (pictures_)
                web.content = {{.kind = "picture",
                                .work = dice_.law(200us),
                                .disk = dice_.law(2ms),
                                .in_memory = Probability::of(dice_.real(0.3, 1.0))}};
            scenario_.web_servers = {web};
            top_ = "web";
            replicas_ = web.place.replicas;
        }
        if (dice_.chance(0.7)) {
            LoadBalancer balancer{.name = "lb", .place = place(2)};
            if (dice_.chance(0.5)) balancer.cluster = standby();
            balancer.work = dice_.law(100us);
            balancer.connections = limit(50, 200);
            balancer.upstream = upstream(top_, replicas_);
            if (dice_.chance(0.2))
                balancer.rate_limit = RateLimit{.rate = Rate::per_second(dice_.real(5.0, 100.0)),
                                                .burst = dice_.number(1, 20)};
            scenario_.balancers = {balancer};
            top_ = "lb";
        }
    }

    Standby standby()
    {
        return {.advert = dice_.length(200ms),
                .priority = dice_.number(90, 200),
                .preempt = dice_.chance(0.5),
                .script_interval = dice_.chance(0.7) ? dice_.length(500ms) : Duration{},
                .script_fall = dice_.number(1, 3),
                .script_rise = dice_.number(1, 3),
                .script_cost = dice_.chance(0.3) ? dice_.number(1, 50) : 0,
                .priorities = dice_.chance(0.3) ? std::vector<std::uint32_t>{150, 100}
                                                : std::vector<std::uint32_t>{},
                .preempt_delay = dice_.chance(0.3) ? dice_.length(500ms) : Duration{}};
    }

    void make_clients()
    {
        for (std::uint32_t i = dice_.number(1, 2); i > 0; --i) {
            Clients clients{.name = "users" + std::to_string(i), .calls = top_};
            clients.arrivals = dice_.arrivals(dice_.real(10.0, 50.0));
            if (pictures_ || dice_.chance(0.3)) {
                const auto shares = dice_.shares(2);
                clients.mix = {
                    {.name = "page", .share = shares[0], .size = {dice_.number(0, 99999)}},
                    {.name = "picture", .share = shares[1], .priority = 1}};
            }
            clients.timeout = patience(800ms);
            if (dice_.chance(0.15)) clients.patience = dice_.law(300ms);
            if (dice_.chance(0.5)) clients.retry = retry();
            if (dice_.chance(0.5)) clients.good_within = dice_.length(300ms);
            if (dice_.chance(0.5)) clients.sources = dice_.number(1, 50);
            if (dice_.chance(0.2)) clients.from = dice_.length(1s);
            if (dice_.chance(0.2)) clients.until = dice_.length(6s) + 2s;
            if (dice_.chance(0.2)) clients.limit = dice_.number(10, 300);
            scenario_.clients.push_back(clients);
        }
    }

    Retry retry()
    {
        return {.attempts = dice_.number(2, 4),
                .backoff = dice_.length(20ms),
                .factor = dice_.real(1.0, 3.0),
                .backoff_max = dice_.chance(0.5) ? dice_.length(200ms) : Duration{},
                .jitter = Probability::of(dice_.real(0.0, 1.0)),
                .exponential = dice_.chance(0.3),
                .budget = Probability::of(dice_.chance(0.5) ? 1.0 : dice_.real(0.05, 0.5)),
                .on_timeout = dice_.chance(0.8),
                .on_failure = dice_.chance(0.9),
                .chance = Probability::of(dice_.chance(0.8) ? 1.0 : dice_.real(0.2, 0.9))};
    }

    /// A tier or one of its nodes.
    std::string victim()
    {
        std::vector<std::string> victims{"db", "app", "app-1"};
        for (const auto& tier : scenario_.web_servers)
            victims.push_back(tier.name + "-1");
        for (const auto& tier : scenario_.balancers)
            victims.push_back(tier.name + "-1");
        for (const auto& tier : scenario_.caches)
            victims.push_back(tier.name);
        return dice_.one_of(victims);
    }

    void make_faults()
    {
        for (std::uint32_t i = with_crashes_ ? dice_.number(1, 3) : 0; i > 0; --i) {
            Fault fault{.effect = dice_.effect(false), .at = dice_.length(3s)};
            if (!scenario_.hosts.empty() && dice_.chance(0.3))
                fault.host = scenario_.hosts[0].name;
            else if (dice_.chance(0.1))
                fault.zone = scenario_.clients[0].zone;
            else
                fault.node = victim();
            set_times(fault);
            scenario_.faults.push_back(fault);
        }
        if (!with_network_faults_) return;
        Fault fault{
            .effect = dice_.effect(true), .between = {"internet", top_}, .at = dice_.length(2s)};
        set_times(fault);
        scenario_.faults.push_back(fault);
    }

    void set_times(Fault& fault)
    {
        if (with_random_faults_ && dice_.chance(0.5)) {
            fault.up = dice_.law(2s);
            fault.down = dice_.law(300ms);
            return;
        }
        if (dice_.chance(0.8)) fault.lasts = dice_.length(1s);
        if (fault.lasts > 0s && dice_.chance(0.4)) {
            fault.every = fault.lasts + dice_.length(1s);
            fault.times = dice_.number(0, 3);
        }
    }

    void make_promises()
    {
        const auto& of = scenario_.clients[0].name;
        scenario_.expect = {
            {.of = of,
             .metric = Metric::availability,
             .at_least = Probability::of(dice_.real(0.5, 1.0))},
            {.of = of, .metric = Metric::latency_p95, .at_most = Quantity{dice_.length(200ms)}},
            {.of = of,
             .metric = Metric::goodput,
             .at_least = Quantity{Rate::per_second(dice_.real(1.0, 20.0))},
             .from = dice_.length(1s),
             .to = dice_.chance(0.5) ? dice_.length(4s) + 2s : Duration{}}};
    }

    Dice dice_;
    bool with_checks_;
    bool with_timeouts_;
    bool with_limits_;
    bool with_crashes_;
    bool with_random_faults_;
    bool with_network_faults_;
    bool with_branches_;
    bool with_cancelling_;
    bool with_operators_;
    bool pictures_ = false;
    std::string top_{};
    std::uint32_t replicas_ = 1;
    Scenario scenario_{};
};

}  // namespace

Scenario random_scenario(std::uint64_t seed) { return Maker{seed}.make(); }

}  // namespace support
