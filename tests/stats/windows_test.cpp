// SPDX-License-Identifier: MIT
/// Availability in users' time, in windows and in budgets.
#include "tiersim/stats/windows.hpp"

#include "near.hpp"
#include "tiersim/core/random.hpp"

#include <algorithm>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;
using tiersim::testing::near;

namespace {

// An hour of seconds, down in three stretches of 30, 5 and 120 s.
std::vector<Score> hour()
{
    std::vector<Score> seconds(3600, Score{1, 1});
    const auto down = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i)
            seconds[i].good = 0;
    };
    down(100, 130);
    down(700, 705);
    down(1800, 1920);
    return seconds;
}

}  // namespace

TEST_CASE("an outcome holds until the next event, but not for ever", "[stats]")
{
    const std::vector<UserEvent> events{
        {Instant{0s}, true},    {Instant{60s}, true},  {Instant{120s}, false},
        {Instant{130s}, false}, {Instant{140s}, true}, {Instant{3000s}, true},
        {Instant{3060s}, true},
    };

    const UserTime time = user_uptime(events, 30min);

    // 60 + 60 up, 10 + 10 down, then 30 minutes of 2860 s, 60 s; nothing after the last.
    CHECK(time.up == 1980s);
    CHECK(time.down == 20s);
    CHECK(time.share() == 99_percent);
}

TEST_CASE("users' times add up", "[stats]")
{
    UserTime all{3s, 1s};

    all += {5s, 1s};

    CHECK(all.share() == 80_percent);
    CHECK(UserTime{}.share() == 100_percent);
    CHECK(user_uptime({}, 1s).share() == 100_percent);
}

TEST_CASE("the worst window slides over every stretch", "[stats]")
{
    CHECK(worst_window(hour(), 60) == 0_percent);
    CHECK_THAT(worst_window(hour(), 300).value(), near(0.6, 1e-12));
    CHECK_THAT(worst_window(hour(), 1800).value(), near(0.925, 1e-12));
    CHECK_THAT(worst_window(hour(), 3600).value(), near(3445.0 / 3600.0, 1e-12));
    CHECK(worst_window(hour(), 7200) == worst_window(hour(), 3600));
}

TEST_CASE("windows in which nobody came do not count", "[stats]")
{
    const std::vector<Score> steps{{2, 2}, {0, 0}, {0, 0}, {1, 2}};

    CHECK(worst_window(steps, 2) == 50_percent);
    CHECK(worst_window({steps.data() + 1, 2}, 1) == 100_percent);
    CHECK(worst_window({}, 3) == 100_percent);
}

TEST_CASE("the sliding sums find what trying all windows finds", "[stats][property]")
{
    Rng rng{1, "windows"};
    std::vector<Score> steps;
    for (int i = 0; i < 200; ++i) {
        const std::uint64_t all = rng.below(4);
        steps.push_back({rng.below(static_cast<std::uint32_t>(all) + 1), all});
    }
    for (std::size_t length = 1; length <= 200; ++length) {
        Probability worst = 100_percent;
        for (std::size_t from = 0; from + length <= steps.size(); ++from) {
            Score sum;
            for (std::size_t i = from; i < from + length; ++i)
                sum += steps[i];
            if (sum.all > 0)
                worst = std::min(worst, Probability::of(static_cast<double>(sum.good) /
                                                        static_cast<double>(sum.all)));
        }
        CHECK(worst_window(steps, length) == worst);
    }
}

TEST_CASE("a budget of three nines in thirty days is 43.2 minutes", "[stats]")
{
    const ServiceLevel level{Probability::of(0.999), 30 * 24h};

    CHECK(level.budget() == 2592s);
    CHECK_THAT(level.burn_rate(2_percent, 1h), near(14.4, 1e-12));
    CHECK_THAT(level.burn_rate(5_percent, 6h), near(6.0, 1e-12));
    CHECK_THAT(level.burn_rate(10_percent, 72h), near(1.0, 1e-12));
    CHECK_THAT(level.burn_rate(1_percent), near(10.0, 1e-12));
    CHECK_THAT(to_seconds(level.lasts(1_percent)), near(3.0 * 86'400.0, 1e-12));
}
