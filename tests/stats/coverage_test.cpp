// SPDX-License-Identifier: MIT
/// Do intervals cover as often as they promise, where requests wait for each other? A single server
/// at 80 % load (M/M/1), whose mean and percentiles are known, a few hundred times.
#include "near.hpp"
#include "tiersim/core/math.hpp"
#include "tiersim/core/random.hpp"
#include "tiersim/stats/batch_means.hpp"
#include "tiersim/stats/replications.hpp"
#include "tiersim/stats/sectioning.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

constexpr double load = 0.8;
constexpr double mean_response = 1.0 / (1.0 - load);  // In service times of mean 1.
constexpr int trials = 400;
// Of 400 intervals that cover with 95 %, 92.5 % to 97.5 % cover; the band of the methodology.
constexpr double least = 0.925;
constexpr double most = 0.975;

double exponential_draw(Rng& rng) { return -portable::log(rng.unit()); }

// Response times by Lindley's recursion; the first waits as in the steady state: not at all with
// chance 1 - load, otherwise like a response.
class Queue {
public:
    explicit Queue(std::uint64_t seed) : rng_{seed, "queue"}
    {
        if (rng_.chance(load)) waiting_ = mean_response * exponential_draw(rng_);
    }

    double response()
    {
        const double work = exponential_draw(rng_);
        const double response = waiting_ + work;
        waiting_ = std::max(0.0, response - exponential_draw(rng_) / load);
        return response;
    }

private:
    Rng rng_;
    double waiting_ = 0.0;
};

}  // namespace

TEST_CASE("batch means of a long run cover the mean response", "[stats][theory][slow]")
{
    int covered = 0;
    int refused = 0;
    for (std::uint64_t seed = 0; seed < trials; ++seed) {
        Queue queue{seed};
        BatchMeans means;
        for (int i = 0; i < 200'000; ++i)
            means.add(queue.response());
        const Estimate mean = means.mean();
        if (!mean.interval)
            ++refused;
        else if (mean.interval->contains(mean_response))
            ++covered;
    }

    // One run in ten is refused by the test of independence even when all is well.
    CHECK(refused < trials / 5);
    CHECK_THAT(covered / static_cast<double>(trials - refused),
               Catch::Matchers::WithinAbs((least + most) / 2.0, (most - least) / 2.0));
}

TEST_CASE("the ratio over replications covers the mean response", "[stats][theory][slow]")
{
    int covered = 0;
    for (std::uint64_t seed = 0; seed < trials; ++seed) {
        std::vector<Totals> runs;
        for (std::uint64_t run = 0; run < 20; ++run) {
            Queue queue{seed * 100 + run};
            Totals totals;
            for (int i = 0; i < 5000; ++i)
                totals.amount += queue.response();
            totals.base = 5000.0;
            runs.push_back(totals);
        }
        covered += ratio_of_replications(runs).interval->contains(mean_response) ? 1 : 0;
    }

    CHECK_THAT(covered / static_cast<double>(trials),
               Catch::Matchers::WithinAbs((least + most) / 2.0, (most - least) / 2.0));
}

TEST_CASE("sections cover the 99th percentile of the response", "[stats][theory][slow]")
{
    const double p99 = mean_response * std::log(100.0);
    int covered = 0;
    for (std::uint64_t seed = 0; seed < trials; ++seed) {
        std::vector<Section> sections(20);
        for (std::uint64_t run = 0; run < sections.size(); ++run) {
            Queue queue{seed * 100 + run};
            for (int i = 0; i < 30'000; ++i)
                sections[run].latencies.add(from_seconds(queue.response() * 1e-3));
        }
        const Estimate quantile = quantile_by_sections(sections, 99_percent);
        covered += quantile.interval->contains(p99 * 1e-3) ? 1 : 0;
    }

    CHECK_THAT(covered / static_cast<double>(trials),
               Catch::Matchers::WithinAbs((least + most) / 2.0, (most - least) / 2.0));
}
