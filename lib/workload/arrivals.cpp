// SPDX-License-Identifier: MIT
/// How each open process finds its next instant.
#include "tiersim/workload/arrivals.hpp"

#include "tiersim/core/math.hpp"
#include "workload/curve.hpp"
#include "workload/moments.hpp"
#include "workload/sampling.hpp"

#include <algorithm>
#include <cassert>

namespace tiersim {

namespace {

double gap_of(Rate rate) { return rate.per_second() > 0.0 ? 1e9 / rate.per_second() : 0.0; }

// Beyond the end of time nothing comes.
Instant later(Instant at, Duration gap) { return gap > never - at ? never : at + gap; }

double total_stay(const Bursts& bursts)
{
    double sum = 0.0;
    for (const auto& phase : bursts.phases)
        sum += to_seconds(phase.stay);
    return sum;
}

// The phase that holds at a random moment.
std::uint32_t random_phase(const Bursts& bursts, Rng& rng)
{
    double left = rng.unit() * total_stay(bursts);
    std::uint32_t chosen = 0;
    while (chosen + 1 < bursts.phases.size() && left >= to_seconds(bursts.phases[chosen].stay))
        left -= to_seconds(bursts.phases[chosen++].stay);
    return chosen;
}

double mean_gap(const Poisson& poisson) { return gap_of(poisson.rate); }
double mean_gap(const Paced& paced) { return gap_of(paced.rate); }
double mean_gap(const Renewal& renewal) { return moments(renewal.gap).mean; }
double mean_gap(const Batches& batches) { return gap_of(batches.rate) / batches.mean_size; }
double mean_gap(const RateCurve& curve) { return gap_of(Rate::per_second(mean_rate(curve))); }
double mean_gap(const Wave& wave) { return gap_of(wave.mean); }
double mean_gap(const Thinking&) { return 0.0; }

double mean_gap(const Bursts& bursts)
{
    double arrivals = 0.0;
    for (const auto& phase : bursts.phases)
        arrivals += phase.rate.per_second() * to_seconds(phase.stay);
    return arrivals > 0.0 ? 1e9 * total_stay(bursts) / arrivals : 0.0;
}

double mean_gap(const Trace& trace)
{
    if (trace.arrivals.empty()) return 0.0;
    const Duration length = trace.arrivals.back().at - trace.arrivals.front().at;
    return static_cast<double>(length.count()) / trace.speed /
           static_cast<double>(trace.arrivals.size());
}

// What a stream keeps as its gap: the mean time between two candidates, or between two groups.
template <class Process>
double candidate_gap(const Process& process)
{
    return mean_gap(process);
}

double candidate_gap(const Batches& batches) { return gap_of(batches.rate); }

double candidate_gap(const Wave& wave) { return gap_of(wave.mean) / (1.0 + wave.swing.value()); }

// Without a period the curve may end at rate zero after arrivals.
double candidate_gap(const RateCurve& curve)
{
    if (curve.points.empty()) return 0.0;
    return curve.period > Duration{0} ? mean_gap(curve) : 1.0;
}

// The rate of a wave in parts of its mean.
double height(const Wave& wave, Instant at)
{
    if (wave.period <= Duration{0}) return 1.0;
    const Duration into = (at.time_since_epoch() - wave.phase) % wave.period;
    const double turns = static_cast<double>(into.count()) /
                         static_cast<double>(wave.period.count());
    return 1.0 + wave.swing.value() * portable::sine(turns);
}

}  // namespace

Rate mean_rate(const Arrivals& arrivals)
{
    const double gap = std::visit([](const auto& process) { return mean_gap(process); }, arrivals);
    return gap > 0.0 ? Rate::per_second(1e9 / gap) : Rate{};
}

ArrivalStream::ArrivalStream(const Arrivals& arrivals, Rng rng) : arrivals_{&arrivals}, rng_{rng}
{
    assert(!std::holds_alternative<Thinking>(arrivals));
    gap_ = std::visit([](const auto& process) { return candidate_gap(process); }, arrivals);
    const auto* bursts = std::get_if<Bursts>(&arrivals);
    if (bursts != nullptr && gap_ > 0.0) {
        phase_ = random_phase(*bursts, rng_);
        enter_phase(*bursts, Instant{});
    }
}

Instant ArrivalStream::next()
{
    if (last_ == never) return never;
    if (const auto* poisson = std::get_if<Poisson>(arrivals_))
        last_ = draw(*poisson);
    else
        last_ = std::visit([this](const auto& process) { return draw(process); }, *arrivals_);
    return last_;
}

Instant ArrivalStream::draw(const Poisson&)
{
    return gap_ > 0.0 ? later(last_, rounded(gap_ * exponential(rng_))) : never;
}

Instant ArrivalStream::draw(const Paced& paced)
{
    if (paced.rate <= Rate{}) return never;
    const double seconds = static_cast<double>(++count_) / paced.rate.per_second();
    return Instant{from_seconds(seconds)};
}

Instant ArrivalStream::draw(const Renewal& renewal)
{
    return later(last_, sample(renewal.gap, rng_));
}

Instant ArrivalStream::draw(const Batches& batches)
{
    if (gap_ <= 0.0) return never;
    if (count_ > 0) {
        --count_;
        return last_;
    }
    count_ = group_size(batches) - 1;
    return later(last_, rounded(gap_ * exponential(rng_)));
}

// Geometric: the whole part of an exponential, plus one.
std::uint64_t ArrivalStream::group_size(const Batches& batches)
{
    if (!batches.geometric) return static_cast<std::uint64_t>(batches.mean_size + 0.5);
    if (batches.mean_size <= 1.0) return 1;
    const double scale = -1.0 / portable::log(1.0 - 1.0 / batches.mean_size);
    return 1 + static_cast<std::uint64_t>(exponential(rng_) * scale);
}

// A gap that reaches beyond the phase is drawn anew in the next: the exponential does not remember.
Instant ArrivalStream::draw(const Bursts& bursts)
{
    if (gap_ <= 0.0) return never;
    Instant from = last_;
    for (;;) {
        const double gap = gap_of(bursts.phases[phase_].rate);
        const Instant found = gap > 0.0 ? later(from, rounded(gap * exponential(rng_))) : never;
        if (found < phase_ends_) return found;
        if (phase_ends_ == never) return never;
        from = phase_ends_;
        phase_ = (phase_ + 1) % static_cast<std::uint32_t>(bursts.phases.size());
        enter_phase(bursts, from);
    }
}

void ArrivalStream::enter_phase(const Bursts& bursts, Instant at)
{
    const auto stay = static_cast<double>(bursts.phases[phase_].stay.count());
    phase_ends_ = later(at, rounded(stay * exponential(rng_)));
}

// The arrivals of a Poisson process of rate 1 on the axis of the area under the curve, brought back
// to the axis of time: so a curve that is higher everywhere has every arrival earlier.
Instant ArrivalStream::draw(const RateCurve& curve)
{
    if (gap_ <= 0.0) return never;
    double left = exponential(rng_);
    for (;;) {
        const Stretch part = stretch(curve, phase_);
        const double area = part.area_after(into_);
        if (left < area) {
            into_ += part.time_to(into_, left);
            return std::max(last_, later(phase_ends_, part.start + from_seconds(into_)));
        }
        left -= area;
        into_ = 0.0;
        if (++phase_ < curve.points.size()) continue;
        if (curve.period <= Duration{0}) return never;
        phase_ = 0;
        phase_ends_ = later(phase_ends_, std::max(curve.period, curve.points.back().at));
        if (phase_ends_ == never) return never;
    }
}

// Candidates at the highest rate, of which the share that the wave has there is taken.
Instant ArrivalStream::draw(const Wave& wave)
{
    if (gap_ <= 0.0) return never;
    const double peak = 1.0 + wave.swing.value();
    Instant candidate = last_;
    for (;;) {
        candidate = later(candidate, rounded(gap_ * exponential(rng_)));
        if (candidate == never) return never;
        if (rng_.unit() * peak < height(wave, candidate)) return candidate;
    }
}

Instant ArrivalStream::draw(const Trace& trace)
{
    if (count_ == trace.arrivals.size()) {
        entry_ = nullptr;
        return never;
    }
    entry_ = &trace.arrivals[count_++];
    const Duration at = trace.speed == 1.0
                            ? entry_->at
                            : rounded(static_cast<double>(entry_->at.count()) / trace.speed);
    return std::max(last_, Instant{at});
}

Instant ArrivalStream::draw(const Thinking&) { return never; }

}  // namespace tiersim
