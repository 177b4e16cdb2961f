// SPDX-License-Identifier: MIT
/// Belief: HAProxy's counter, step by step, on timelines and in the long run.
#include "tiersim/policy/health.hpp"

#include "catch.hpp"
#include "tiersim/core/random.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

/// What is believed after each result: '+' good, '-' bad; 'U' up, 'D' down.
std::string beliefs(Belief belief, const std::string& results, std::uint32_t rise,
                    std::uint32_t fall)
{
    std::string seen;
    for (const char result : results) {
        result == '+' ? belief.good(rise) : belief.bad(fall);
        seen += belief.up() ? 'U' : 'D';
    }
    return seen;
}

}  // namespace

TEST_CASE("a server goes down after `fall` bad checks in a row, and up after `rise` good ones",
          "[policy]")
{
    struct Row {
        std::string results;
        std::string beliefs;
    };
    const std::vector<Row> rows{
        {"+---++", "UUUDDU"},
        {"+--+--+---", "UUUUUUUUUD"},
        {"+---+-+-++", "UUUDDDDDDU"},
        {"+---++--+---", "UUUDDUUUUUUD"},
    };
    for (const Row& row : rows) {
        CHECK(beliefs(Belief{}, row.results, 2, 3) == row.beliefs);
    }
}

TEST_CASE("a server that was never checked is up, and one bad check brings it down", "[policy]")
{
    CHECK(Belief{}.up());
    CHECK(Belief{}.wavering());
    CHECK(beliefs(Belief{}, "-", 2, 3) == "D");
}

TEST_CASE("a belief says when it has changed and when it may", "[policy]")
{
    Belief belief;
    CHECK_FALSE(belief.good(2));
    CHECK_FALSE(belief.wavering());

    CHECK_FALSE(belief.bad(2));
    CHECK(belief.wavering());

    CHECK(belief.bad(2));
    CHECK_FALSE(belief.wavering());

    CHECK_FALSE(belief.bad(2));
    CHECK_FALSE(belief.good(2));
    CHECK(belief.wavering());

    CHECK(belief.good(2));
    CHECK_FALSE(belief.wavering());
}

TEST_CASE("a condemned server needs all its good checks, a pardoned one is on trial", "[policy]")
{
    Belief belief;
    belief.good(2);
    belief.condemn();
    CHECK(beliefs(belief, "+++", 2, 3) == "DUU");

    belief.pardon();
    CHECK(belief.up());
    CHECK(beliefs(belief, "-", 2, 3) == "D");
    CHECK(beliefs(belief, "+--", 2, 3) == "UUU");
}

TEST_CASE(
    "errors of requests in a row bring a server down, a good request or check between saves it",
    "[policy]")
{
    Belief belief;
    CHECK_FALSE(belief.erred(3));
    CHECK_FALSE(belief.erred(3));
    belief.served();
    CHECK_FALSE(belief.erred(3));
    CHECK_FALSE(belief.erred(3));
    belief.good(2);
    CHECK_FALSE(belief.erred(3));
    CHECK_FALSE(belief.erred(3));
    CHECK(belief.erred(3));
    CHECK_FALSE(belief.up());

    CHECK_FALSE(belief.erred(3));
    Belief unobserved;
    for (int i = 0; i < 100; ++i) {
        CHECK_FALSE(unobserved.erred(0));
    }
}

namespace {

struct Timeline {
    Duration interval{};
    Duration timeout{};  ///< Of a check on a hanging server; zero: it refuses at once.
    std::uint32_t rise = 0;
    std::uint32_t fall = 0;
    std::pair<Duration, Duration> outage{};
};

/// When the belief changes, if a check starts at each multiple of the interval and sees the server
/// as it then is.
std::vector<Duration> changes(const Timeline& line)
{
    std::vector<Duration> changes;
    Belief belief;
    for (Duration start{}; start < line.outage.second * 3; start += line.interval) {
        const bool out = start >= line.outage.first && start < line.outage.second;
        const bool changed = out ? belief.bad(line.fall) : belief.good(line.rise);
        if (changed) changes.push_back(out ? start + line.timeout : start);
    }
    return changes;
}

}  // namespace

TEST_CASE("an outage is seen when enough checks have met it", "[policy]")
{
    const Timeline hang{
        .interval = 5s, .timeout = 2s, .rise = 2, .fall = 3, .outage = {12'300ms, 61s}};
    CHECK(changes(hang) == std::vector<Duration>{27s, 70s});

    const Timeline refused{.interval = 3s, .rise = 3, .fall = 2, .outage = {7s, 20'500ms}};
    CHECK(changes(refused) == std::vector<Duration>{12s, 27s});
}

namespace {

struct Estimate {
    double mean = 0.0;
    double error = 0.0;  ///< Standard error of the mean.
};

Estimate estimate(const std::vector<double>& values)
{
    const auto count = static_cast<double>(values.size());
    double sum = 0.0;
    double squares = 0.0;
    for (const double value : values) {
        sum += value;
        squares += value * value;
    }
    const double mean = sum / count;
    return {mean, std::sqrt((squares / count - mean * mean) / count)};
}

// Mean number of trials up to the first run of `length` successes (Feller I, XIII.7).
double mean_wait(double chance, int length)
{
    const double run = std::pow(chance, length);
    return (1.0 - run) / ((1.0 - chance) * run);
}

}  // namespace

TEST_CASE("a healthy server behind lossy checks goes down and up as often as theory says",
          "[policy][theory]")
{
    struct Row {
        double loss;
        std::uint32_t rise;
        std::uint32_t fall;
    };
    const Row row = GENERATE(Row{0.1, 2, 3}, Row{0.3, 3, 2}, Row{0.5, 1, 4});
    Belief belief;
    belief.good(row.rise);
    Rng rng{21, "lossy checks"};
    std::vector<double> up;
    std::vector<double> down;
    double checks = 0.0;
    while (down.size() < 5000) {
        checks += 1.0;
        const bool changed = rng.chance(row.loss) ? belief.bad(row.fall) : belief.good(row.rise);
        if (!changed) continue;
        (belief.up() ? down : up).push_back(checks);
        checks = 0.0;
    }

    const Estimate stays_up = estimate(up);
    const Estimate stays_down = estimate(down);
    CHECK(std::abs(stays_up.mean - mean_wait(row.loss, static_cast<int>(row.fall))) <=
          4.0 * stays_up.error);
    CHECK(std::abs(stays_down.mean - mean_wait(1.0 - row.loss, static_cast<int>(row.rise))) <=
          4.0 * stays_down.error);
}
