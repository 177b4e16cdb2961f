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

std::uint32_t Cpu::add_share(double quota, Duration period)
{
    shares_.push_back({.quota = quota, .period = period});
    enforces_ = enforces_ || period > Duration{0};
    return static_cast<std::uint32_t>(shares_.size() - 1);
}

void Cpu::begin(Instant at, std::uint32_t share, Slot slot, Duration demand, std::uint32_t priority)
{
    advance(at);
    const auto work = static_cast<double>(demand.count());
    if (discipline_ == Discipline::preemptive) make_way(priority);
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
        // Who is throttled in this instant may have jobs that were done before.
        const double rate = is_throttled(share) ? speed_ * share.factor : share.rate;
        if (share.jobs.empty() || rate <= 0.0) continue;
        if (share.jobs.front().finish > share.clock + half_tick * rate) continue;
        std::pop_heap(share.jobs.begin(), share.jobs.end(), later);
        const Job job = share.jobs.back();
        share.jobs.pop_back();
        admit();
        share_out();
        foresee(at);
        return DoneJob{job.slot, job.share};
    }
    if (enforces_) share_out();
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

void Cpu::remove(Instant at, std::uint32_t share, Slot slot)
{
    advance(at);
    const auto is_its = [slot](const Job& job) { return job.slot == slot; };
    std::vector<Job>& jobs = shares_[share].jobs;
    std::erase_if(jobs, is_its);
    std::make_heap(jobs.begin(), jobs.end(), later);
    std::erase_if(line_, is_its);
    admit();
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
        cores += cores_of(share);
    return cores;
}

// Moves all virtual clocks to `at`.
void Cpu::advance(Instant at)
{
    assert(at >= at_);
    const auto passed = static_cast<double>((at - at_).count());
    for (Share& share : shares_) {
        if (share.period > Duration{0}) share.budget -= passed * cores_of(share);
        share.clock += passed * share.rate;
        if (share.jobs.empty()) share.clock = 0.0;  // Keeps the clock's last digits fine.
    }
    at_ = at;
    enforce_quotas(at);
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
    if (discipline_ == Discipline::in_turn) return line_.begin();
    return std::min_element(line_.begin(), line_.end(), [](const Job& a, const Job& b) {
        return a.priority != b.priority ? a.priority < b.priority : a.order < b.order;
    });
}

// The least important of the jobs that run, and of those the last to come, gives up its core when
// all are taken and it is less important than one of `priority`.
void Cpu::make_way(std::uint32_t priority)
{
    if (cores_ == 0 || running() < cores_) return;
    std::vector<Job>* jobs = nullptr;
    std::vector<Job>::iterator least{};
    for (Share& share : shares_)
        for (auto job = share.jobs.begin(); job != share.jobs.end(); ++job) {
            const bool first = jobs == nullptr;
            if (!first && (job->priority < least->priority ||
                           (job->priority == least->priority && job->order < least->order)))
                continue;
            jobs = &share.jobs;
            least = job;
        }
    if (jobs == nullptr || least->priority <= priority) return;
    Job waiting = *least;
    waiting.demand = std::max(0.0, waiting.finish - shares_[waiting.share].clock);
    jobs->erase(least);
    std::make_heap(jobs->begin(), jobs->end(), later);
    line_.push_back(waiting);
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
    for (Share& share : shares_) {
        share.rate = is_throttled(share) ? 0.0 : -1.0;
        if (share.rate == 0.0) jobs -= static_cast<double>(share.jobs.size());
    }
    for (bool again = true; again;) {
        again = false;
        const double part = jobs > 0.0 ? std::min(1.0, cores / jobs) : 1.0;
        for (Share& share : shares_) {
            const auto own = static_cast<double>(share.jobs.size());
            const bool at_any_time = share.quota > 0.0 && share.period == Duration{0};
            if (share.rate >= 0.0 || !at_any_time || own * part <= share.quota) continue;
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
    foresee_quotas(at);
}

}  // namespace tiersim
