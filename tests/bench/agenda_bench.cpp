// SPDX-License-Identifier: MIT
/// What an event costs: taken out and scheduled again, with few and many pending.
#include "kernel/agenda.hpp"
#include "tiersim/core/random.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace tiersim;

void hold_completions(benchmark::State& state)
{
    Agenda agenda;
    Rng rng{1};
    const auto pending = static_cast<std::uint32_t>(state.range(0));
    for (std::uint32_t i = 0; i < pending; ++i)
        agenda.schedule_completion(Instant{Duration{rng.below(1'000'000'000)}}, i, 0);
    Due due;
    for ([[maybe_unused]] auto pass : state) {
        agenda.next(due, never);
        agenda.schedule_completion(agenda.now() + Duration{rng.below(1'000'000'000)}, due.subject,
                                   0);
    }
}

void hold_lane(benchmark::State& state)
{
    Agenda agenda;
    const Duration delay{1000};
    const Agenda::Place lane = agenda.lane_for(delay);
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(state.range(0)); ++i)
        agenda.schedule(lane, Instant{delay}, i, 0);
    Due due;
    for ([[maybe_unused]] auto pass : state) {
        agenda.next(due, never);
        agenda.schedule(lane, agenda.now() + delay, due.subject, 0);
    }
}

}  // namespace

BENCHMARK(hold_completions)->Arg(50)->Arg(10'000)->Arg(1'000'000);
BENCHMARK(hold_lane)->Arg(50)->Arg(100'000);
