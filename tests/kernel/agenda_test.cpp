// SPDX-License-Identifier: MIT
/// The agenda against a plain priority queue with serial numbers, over millions of operations.
#include "kernel/agenda.hpp"

#include "catch.hpp"
#include "tiersim/core/random.hpp"

#include <chrono>
#include <queue>
#include <tuple>
#include <vector>

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

/// What the agenda should do, the plain way: by time, completions first, then as scheduled.
class Ledger {
public:
    void schedule(Instant at, bool completion, std::uint32_t subject)
    {
        entries_.push({at, completion ? 0 : 1, ++serial_, subject});
    }
    std::tuple<Instant, std::uint32_t> next()
    {
        const auto [at, rank, serial, subject] = entries_.top();
        entries_.pop();
        return {at, subject};
    }
    std::size_t size() const { return entries_.size(); }

private:
    using Entry = std::tuple<Instant, int, std::uint64_t, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> entries_;
    std::uint64_t serial_ = 0;
};

/// Schedules the same in both; delays of few nanoseconds make many ties.
class Pair {
public:
    explicit Pair(std::uint64_t seed) : rng_{seed}
    {
        for (std::size_t i = 0; i < delays_.size(); ++i)
            lanes_[i] = agenda_.lane_for(delays_[i]);
    }

    void schedule()
    {
        const std::uint32_t subject = ++count_;
        const std::uint32_t how = rng_.below(8);
        if (how < 4) return in_lane(how, subject);
        const Instant at = agenda_.now() + Duration{rng_.below(20)};
        ledger_.schedule(at, how < 6, subject);
        if (how < 6)
            agenda_.schedule_completion(at, subject, 0);
        else
            agenda_.schedule(Agenda::unsorted, at, subject, 0);
    }

    bool next_is_the_same()
    {
        Due due;
        if (!agenda_.next(due, never)) return ledger_.size() == 0;
        const auto [at, subject] = ledger_.next();
        return due.subject == subject && agenda_.now() == at;
    }

    bool done() const { return ledger_.size() == 0; }
    bool sizes_agree() const { return ledger_.size() == agenda_.pending(); }
    bool more() { return rng_.below(100) < 50; }

private:
    void in_lane(std::uint32_t lane, std::uint32_t subject)
    {
        const Instant at = agenda_.now() + delays_[lane];
        ledger_.schedule(at, false, subject);
        agenda_.schedule(lanes_[lane], at, subject, 0);
    }

    Rng rng_;
    Agenda agenda_;
    Ledger ledger_;
    std::uint32_t count_ = 0;
    std::array<Duration, 4> delays_{0ns, 3ns, 7ns, 12ns};
    std::array<Agenda::Place, 4> lanes_{};
};

}  // namespace

TEST_CASE(
    "the agenda gives events in the order of time, class and scheduling, as a priority queue would",
    "[kernel][property]")
{
    Pair pair{GENERATE(1U, 2U, 3U)};
    bool same = true;

    for (int i = 0; i < 1'000'000 && same; ++i) {
        if (pair.more())
            pair.schedule();
        else
            same = pair.next_is_the_same();
    }
    CHECK(pair.sizes_agree());
    while (same && !pair.done())
        same = pair.next_is_the_same();

    CHECK(same);
}

TEST_CASE("completions of all lengths, few and many, come in their order", "[kernel][property]")
{
    const std::uint32_t most = GENERATE(3U, 300U, 30'000U);
    Agenda agenda;
    Ledger ledger;
    Rng rng{most};
    Due due;
    bool same = true;

    for (std::uint32_t i = 0; i < 300'000 && same; ++i) {
        const Instant at = agenda.now() + Duration{rng.next() >> (20 + rng.below(44))};
        agenda.schedule_completion(at, i, 0);
        ledger.schedule(at, true, i);
        if (ledger.size() < most) continue;
        const auto [then, subject] = ledger.next();
        same = agenda.next(due, never) && due.subject == subject && agenda.now() == then;
    }

    CHECK(same);
}

TEST_CASE("an agenda that is full of events keeps their order", "[kernel][property]")
{
    Pair pair{7};
    for (int i = 0; i < 200'000; ++i)
        pair.schedule();

    bool same = true;
    while (same && !pair.done())
        same = pair.next_is_the_same();

    CHECK(same);
    CHECK(pair.next_is_the_same());
}

TEST_CASE("nothing is taken out at the end or after it", "[kernel]")
{
    Agenda agenda;
    agenda.schedule(Agenda::unsorted, Instant{5ns}, 1, 0);
    agenda.schedule_completion(Instant{9ns}, 2, 0);
    Due due;

    CHECK(agenda.next(due, Instant{9ns}));
    CHECK_FALSE(agenda.next(due, Instant{9ns}));
    CHECK(agenda.now() == Instant{5ns});
    CHECK(agenda.pending() == 1);
}

TEST_CASE("completions that are cancelled do not happen, the others do in their order", "[kernel]")
{
    Agenda agenda;
    for (std::uint32_t i = 0; i < 100; ++i)
        agenda.schedule_completion(Instant{Duration{i % 10}}, i, 0);

    agenda.cancel_completions([](const Due& due) { return due.subject % 2 == 0; });

    Due due;
    std::vector<std::uint32_t> subjects;
    while (agenda.next(due, never))
        subjects.push_back(due.subject);
    REQUIRE(subjects.size() == 50);
    CHECK(subjects.front() == 1);
    CHECK(subjects.back() == 99);
}

TEST_CASE("delays share a lane when they are equal, and go without one when there are too many",
          "[kernel]")
{
    Agenda agenda;

    CHECK(agenda.lane_for(1ms) == agenda.lane_for(1ms));
    CHECK(agenda.lane_for(1ms) != agenda.lane_for(2ms));
    for (int i = 3; i < 20; ++i)
        agenda.lane_for(std::chrono::milliseconds{i});
    CHECK(agenda.lane_for(100ms) == Agenda::unsorted);
    CHECK(agenda.open_lane() == Agenda::unsorted);
}
