// SPDX-License-Identifier: MIT
/// A type of node of one's own: a cache of whole answers before the application, which is empty
/// after a crash and fills within a minute.
#include <tiersim/tiersim.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

// [own node]
/// Answers a share of the calls itself and passes the others on.
class AnswerCache final : public Node {
public:
    explicit AnswerCache(Probability hits) : hits_{hits} {}

    void arrive(Call call) override
    {
        const bool hit = draws(call, "answer cache").chance(hits_.value() * warmth());
        if (hit) return work(call, 200us);  // finish() follows.
        ask(call);                          // reply() follows, which passes the answer on.
    }

    void finish(Call call) override { answer(call); }

    void restart() override { filled_from_ = now(); }

private:
    static constexpr Duration fills_within = 60s;

    double warmth() const
    {
        return std::min(1.0, to_seconds(now() - filled_from_) / to_seconds(fills_within));
    }

    Probability hits_;
    Instant filled_from_ = Instant{} - fills_within;
};
// [own node]

// [own tier]
std::unique_ptr<Node> make_cache() { return std::make_unique<AnswerCache>(80_percent); }

const CustomTier cache{.name = "cache", .upstreams = {{.to = "app"}}, .make = make_cache};
// [own tier]

/// Users, the cache, and an application that could not serve all of them alone.
Scenario site()
{
    return {.name = "cached",
            .run = {.duration = 4min, .warmup = 10s, .replications = 5},
            .clients =
                {{.name = "users", .calls = "cache", .arrivals = Poisson{300_rps}, .timeout = 1s}},
            .app_servers = {{.name = "app",
                             .workers = 8,
                             .routes = {{.steps = {{Compute{Exponential{50ms}}}}}}}},
            .custom_tiers = {cache},
            .faults = {{.effect = Crash{}, .node = "cache-1", .at = 120s, .lasts = 1s}},
            .expect = {
                {.metric = Metric::availability, .at_least = 99.9_percent, .to = 115s},
                {.metric = Metric::availability, .at_most = 60_percent, .from = 121s, .to = 130s},
                {.metric = Metric::availability, .at_least = 99.9_percent, .from = 180s}}};
}

}  // namespace

int main()
{
    const Result result = simulate(site());
    for (const ExpectationResult& promise : result.expectations)
        std::printf("%6.2f %%  %s\n", 100.0 * promise.measured.value, promise.text.c_str());
    for (const NodeResult& node : result.nodes)
        std::printf("%s: %llu calls\n", node.name.c_str(),
                    static_cast<unsigned long long>(node.arrived));
    return result.kept() ? EXIT_SUCCESS : EXIT_FAILURE;
}
