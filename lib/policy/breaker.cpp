// SPDX-License-Identifier: MIT
/// How a circuit opens and closes.
#include "tiersim/policy/breaker.hpp"

#include <algorithm>

namespace tiersim {

bool Circuit::admits(Instant at)
{
    if (state_ == CircuitState::closed) [[likely]]
        return true;
    if (state_ == CircuitState::open) {
        if (at - since_ < breaker_.open) return false;
        change(at, CircuitState::half_open);
    }
    if (probing_ == breaker_.probes) return false;
    ++probing_;
    return true;
}

void Circuit::end(Instant at, Instant asked, bool well)
{
    if (asked < since_) return;
    if (state_ == CircuitState::open) return;
    if (state_ == CircuitState::half_open) {
        if (!well) return change(at, CircuitState::open);
        if (++proven_ == breaker_.probes) change(at, CircuitState::closed);
        return;
    }
    in_a_row_ = well ? 0 : in_a_row_ + 1;
    const bool row = breaker_.failures != 0 && in_a_row_ >= breaker_.failures;
    const bool often = breaker_.window > Duration{0} && failed_too_often(at, well);
    if (!row && !often) return;
    ++openings_;
    change(at, CircuitState::open);
}

void Circuit::withdraw(Instant asked)
{
    if (state_ == CircuitState::half_open && asked >= since_ && probing_ > 0) --probing_;
}

Duration Circuit::time_in(CircuitState state, Instant at) const
{
    Circuit seen = *this;
    seen.count_time(at);
    return seen.spent_[static_cast<std::size_t>(state)];
}

// An open circuit waits half open for the next call.
void Circuit::count_time(Instant at)
{
    Duration passed = at - since_;
    auto state = state_;
    if (state == CircuitState::open && passed > breaker_.open) {
        spent_[static_cast<std::size_t>(CircuitState::open)] += breaker_.open;
        passed -= breaker_.open;
        state = CircuitState::half_open;
    }
    spent_[static_cast<std::size_t>(state)] += passed;
}

void Circuit::change(Instant at, CircuitState to)
{
    count_time(at);
    since_ = at;
    state_ = to;
    in_a_row_ = probing_ = proven_ = 0;
    slices_ = {};
}

// The window slides by slices: it holds the present one and the nine before.
bool Circuit::failed_too_often(Instant at, bool well)
{
    const Duration length = std::max(breaker_.window / std::int64_t{slices}, Duration{1});
    const std::int64_t now = at.time_since_epoch() / length;
    Slice& slice = slices_[static_cast<std::size_t>(now) % slices];
    if (slice.number != now) slice = {.number = now};
    ++slice.calls;
    slice.failures += well ? 0 : 1;
    std::uint64_t calls = 0;
    std::uint64_t failures = 0;
    for (const Slice& one : slices_) {
        if (one.number < 0 || one.number + std::int64_t{slices} <= now) continue;
        calls += one.calls;
        failures += one.failures;
    }
    return !well && calls >= breaker_.least &&
           static_cast<double>(failures) >= breaker_.share.value() * static_cast<double>(calls);
}

}  // namespace tiersim
