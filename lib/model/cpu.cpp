// SPDX-License-Identifier: MIT
/// How work advances on shared cores. Each share has a virtual clock that runs at the pace of one
/// of its jobs (Zhang & Zipf 1990 call it virtual time): a job is done when the clock has come as
/// far as its demand.
#include "model/cpu.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tiersim {

namespace {

constexpr double half_tick = 0.5;  // Nanoseconds by which a job may be done early, against
                                   // rounding.

}  // namespace

Cpu::Cpu(std::uint32_t cores, double speed, Discipline discipline)
    : cores_{cores}, speed_{speed}, discipline_{discipline}
{
    assert(speed > 0.0);
}

std::uint32_t Cpu::add_share(double quota)
{
    shares_.push_back({.quota = quota});
    return static_cast<std::uint32_t>(shares_.size() - 1);
}

void Cpu::begin(Instant at, std::uint32_t share, Slot slot, Duration demand, std::uint32_t priority)
{
    advance(at);
    const auto work = static_cast<double>(demand.count());
    line_.push_back(
        {.order = ++order_, .slot = slot, .demand = work, .priority = priority, .share = share});
    admit();
    share_out();
    foresee(at);
}

bool Cpu::later(const Job& a, const Job& b)
{
    return a.finish != b.finish ? a.finish > b.finish : a.order > b.order;
}

std::optional<DoneJob> Cpu::take_done(Instant at)
{
    advance(at);
    for (Share& share : shares_) {
        if (share.jobs.empty() || share.rate <= 0.0) continue;
        if (share.jobs.front().finish > share.clock + half_tick * share.rate) continue;
        std::pop_heap(share.jobs.begin(), share.jobs.end(), later);
        const Job job = share.jobs.back();
        share.jobs.pop_back();
        admit();
        share_out();
        foresee(at);
        return DoneJob{job.slot, job.share};
    }
    foresee(at);
    return std::nullopt;
}

void Cpu::set_speed(Instant at, std::uint32_t share, double factor)
{
    advance(at);
    shares_[share].factor = factor;
    share_out();
    foresee(at);
}

void Cpu::drop(Instant at, std::uint32_t share)
{
    advance(at);
    shares_[share].jobs.clear();
    std::erase_if(line_, [share](const Job& job) { return job.share == share; });
    admit();
    share_out();
    foresee(at);
}

double Cpu::busy_cores() const
{
    double cores = 0.0;
    for (const Share& share : shares_)
        if (share.rate > 0.0)
            cores += static_cast<double>(share.jobs.size()) * share.rate / (speed_ * share.factor);
    return cores;
}

// Moves all virtual clocks to `at`.
void Cpu::advance(Instant at)
{
    assert(at >= at_);
    const auto passed = static_cast<double>((at - at_).count());
    for (Share& share : shares_) {
        share.clock += passed * share.rate;
        if (share.jobs.empty()) share.clock = 0.0;  // Keeps the clock's last digits fine.
    }
    at_ = at;
}

void Cpu::run(Job job)
{
    Share& share = shares_[job.share];
    job.finish = share.clock + job.demand;
    share.jobs.push_back(job);
    std::push_heap(share.jobs.begin(), share.jobs.end(), later);
}

// Lets jobs in line run: all at once when the cores are shared, otherwise one a core.
void Cpu::admit()
{
    const bool everybody = discipline_ == Discipline::shared || cores_ == 0;
    while (!line_.empty() && (everybody || running() < cores_)) {
        const auto job = next_in_line();
        run(*job);
        line_.erase(job);
    }
}

std::deque<Cpu::Job>::iterator Cpu::next_in_line()
{
    if (discipline_ == Discipline::last_first) return std::prev(line_.end());
    if (discipline_ != Discipline::by_priority) return line_.begin();
    return std::min_element(line_.begin(), line_.end(),
                            [](const Job& a, const Job& b) { return a.priority < b.priority; });
}

std::size_t Cpu::running() const
{
    std::size_t count = 0;
    for (const Share& share : shares_)
        count += share.jobs.size();
    return count;
}

// Gives each job the same part of the cores, at most one, and no node more than its quota; what a
// quota leaves goes to the others (max-min fairness).
void Cpu::share_out()
{
    double cores = cores_ > 0 ? static_cast<double>(cores_) : 1e18;
    auto jobs = static_cast<double>(running());
    for (Share& share : shares_)
        share.rate = -1.0;
    for (bool again = true; again;) {
        again = false;
        const double part = jobs > 0.0 ? std::min(1.0, cores / jobs) : 1.0;
        for (Share& share : shares_) {
            const auto own = static_cast<double>(share.jobs.size());
            if (share.rate >= 0.0 || share.quota <= 0.0 || own * part <= share.quota) continue;
            share.rate = share.quota / own;
            cores -= share.quota;
            jobs -= own;
            again = true;
        }
    }
    const double part = jobs > 0.0 ? std::min(1.0, cores / jobs) : 1.0;
    for (Share& share : shares_)
        share.rate = (share.rate >= 0.0 ? share.rate : part) * speed_ * share.factor;
}

// Works out due_ from where the clocks stand at `at`.
void Cpu::foresee(Instant at)
{
    due_ = never;
    for (const Share& share : shares_) {
        if (share.jobs.empty() || share.rate <= 0.0) continue;
        const double left = std::max(0.0, share.jobs.front().finish - share.clock) / share.rate;
        if (left > 4.6e18) continue;
        const Duration wait{static_cast<std::int64_t>(left + 0.5)};
        due_ = std::min(due_, at + wait);
    }
}

}  // namespace tiersim
