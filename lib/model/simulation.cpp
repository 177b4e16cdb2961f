// SPDX-License-Identifier: MIT
/// The main loop, and the records of requests.
#include "model/simulation.hpp"

#include "model/client.hpp"
#include "model/fault_board.hpp"
#include "model/haproxy/jars.hpp"
#include "model/haproxy/message.hpp"
#include "model/key_store.hpp"
#include "model/life.hpp"
#include "model/operators.hpp"
#include "model/program.hpp"
#include "model/replica_set.hpp"
#include "model/server_pool.hpp"
#include "model/shared_address.hpp"

#include <algorithm>

namespace tiersim {

namespace {

constexpr std::uint64_t fingerprint_factor = 0x9e3779b97f4a7c15U;

}  // namespace

Simulation::~Simulation() = default;

// With many requests in flight the next one's record is not in the cache: asking for it now hides
// most of the wait.
inline void Simulation::fetch_ahead(Slot slot) const
{
    if (slot >= requests_.size()) return;
    const Request* const request = &requests_[slot];
    __builtin_prefetch(request);
    __builtin_prefetch(&request->frames[1]);
}

inline void Simulation::happen(const Due& due)
{
    const auto what = static_cast<What>(due.what & 0xffU);
    const std::uint32_t more = due.what >> 8U;
    switch (what) {
        case What::deliver: return deliver(due.subject, more);
        case What::reply: return hear(due.subject);
        case What::accept: return accept_late(due.subject);
        case What::done: return done(due.subject);
        case What::cores: return cores_due(due.subject);
        case What::alarm: return sound_alarm(due.subject, now());
        case What::resend_down: return resend(due.subject, What::deliver, more);
        case What::resend_up: return resend(due.subject, What::reply, more);
        case What::resume: return resume(due.subject, more);
        case What::awake: return awake(due.subject, more);
        case What::begin: return clients_[more]->begin(due.subject);
        case What::timer: return sound_timer(due.subject, more);
        case What::fail: return fail(due.subject, more);
        case What::fault: return faults_->change(due.subject, more != 0);
        case What::address: return addresses_[due.subject]->timer(more);
        case What::data: return replica_sets_[due.subject & 0xffffU]->due(due.subject >> 16U, more);
        case What::life: return lives_[due.subject]->due(more);
        case What::operators: return operators_[due.subject]->due(more);
        case What::tick: return tick(more != 0);
    }
}

void Simulation::dispatch(const Due& due) { happen(due); }

void Simulation::run(const std::function<void(double)>& progress)
{
    constexpr std::uint64_t events_a_report = 1U << 20;
    Due due;
    std::uint64_t fingerprint = seed_;
    while (agenda_.next(due, end_)) {
        const auto at = static_cast<std::uint64_t>(now().time_since_epoch().count());
        fingerprint = (fingerprint ^ (at + due.subject)) * fingerprint_factor;
        ++books_.events;
        fetch_ahead(agenda_.upcoming());
        happen(due);
        if (books_.events % events_a_report == 0 && progress) [[unlikely]]
            progress(to_seconds(now()) / to_seconds(end_));
    }
    books_.fingerprint = mix(fingerprint);
    close_books();
}

Slot Simulation::open()
{
    if (free_ == no_slot) [[unlikely]]
        add_records();
    const Slot slot = free_;
    free_ = requests_[slot].next;
    troubles_.forget(slot);
    return slot;
}

void Simulation::add_records()
{
    constexpr Slot more = 64;
    const auto first = static_cast<Slot>(requests_.size());
    requests_.grow(more);
    for (Slot slot = first + more; slot-- > first;) {
        requests_[slot].next = free_;
        free_ = slot;
    }
}

Request& Simulation::fill(Slot slot, const Request& content)
{
    Request& request = requests_[slot];
    const Instant alarm = request.alarm;
    const std::uint16_t generation = request.generation;
    request = content;
    request.alarm = alarm;
    request.generation = generation;
    return request;
}

void Simulation::close(Slot slot)
{
    Request& request = requests_[slot];
    assert(request.stage != Stage::free);
    request.stage = Stage::free;
    request.depth = 0;
    request.base = 0;
    ++request.generation;
    request.next = free_;
    free_ = slot;
}

Slot Simulation::part(Slot slot, std::uint8_t level)
{
    blame_delay(slot);
    const Slot upper = open();
    troubles_.renumber(slot, upper);
    Request& request = fill(upper, requests_[slot]);
    request.depth = static_cast<std::uint8_t>(level + 1);
    request.stage = Stage::at_node;
    const std::uint8_t depth = request.depth;
    tell_new_number(slot, upper);
    orphan(slot, depth);
    rewind(upper);
    return upper;
}

void Simulation::tell_new_number(Slot slot, Slot now)
{
    const std::uint8_t depth = requests_[now].depth;
    for (std::uint8_t i = requests_[now].base; i < depth; ++i)
        node(requests_[now].frames[i].node).renumber(Call{slot}, Call{now});
}

// Who waits for an answer that never comes keeps what it holds until its own patience is over.
void Simulation::orphan(Slot slot, std::uint8_t level)
{
    Request& request = requests_[slot];
    request.base = level;
    request.belong_to_nobody();
    if (request.stage == Stage::lost && level == request.depth) return close(slot);
    if (level < request.depth) node(request.frames[level].node).desert(Call{slot});
}

inline void Simulation::done(Slot slot)
{
    Request& request = requests_[slot];
    if (request.stage == Stage::adrift) [[unlikely]]
        return close(slot);
    request.stage = Stage::at_node;
    node(request.top().node).finish(Call{slot});
}

// Where cores are never short, the agenda still holds the end of the work: the old record stays for
// that.
Slot Simulation::stop_work(Slot slot)
{
    const Standing& standing = this->standing(requests_[slot].top().node);
    if (standing.cpu >= 0) {
        const auto cpu = static_cast<std::uint32_t>(standing.cpu);
        cpus_[cpu].remove(now(), standing.share, slot);
        watch_cores(cpu);
        requests_[slot].stage = Stage::at_node;
        return slot;
    }
    const Slot rest = open();
    fill(rest, requests_[slot]).stage = Stage::at_node;
    requests_[slot].base = requests_[slot].depth;
    requests_[slot].stage = Stage::adrift;
    tell_new_number(slot, rest);
    return rest;
}

void Simulation::work(Slot slot, Duration demand)
{
    Request& request = requests_[slot];
    const NodeId id = request.top().node;
    const Seat& seat = this->seat(id);
    seat.books->busy_cpu += demand;
    if (seat.roomy) return work_apart(slot, demand);
    const Standing& standing = this->standing(id);
    request.stage = Stage::working;
    if (standing.cpu < 0) {
        const bool scaled = standing.speed != 1.0;
        return work_apart(slot,
                          scaled ? from_seconds(to_seconds(demand) / standing.speed) : demand);
    }
    const auto cpu = static_cast<std::uint32_t>(standing.cpu);
    cpus_[cpu].begin(now(), standing.share, slot, demand, priorities_[request.kind]);
    watch_cores(cpu);
}

void Simulation::work_apart(Slot slot, Duration length)
{
    requests_[slot].stage = Stage::working;
    agenda_.schedule_completion(now() + length, slot, static_cast<std::uint32_t>(What::done));
}

// Sees to it that a Cpu is looked at when its next job may be done. Looking early does no harm.
void Simulation::watch_cores(std::uint32_t cpu)
{
    const Instant due = cpus_[cpu].due();
    if (due >= cpu_alarms_[cpu]) return;
    cpu_alarms_[cpu] = due;
    agenda_.schedule_completion(due, cpu, static_cast<std::uint32_t>(What::cores));
}

void Simulation::cores_due(std::uint32_t cpu)
{
    if (now() != cpu_alarms_[cpu]) return;
    cpu_alarms_[cpu] = never;
    while (const auto job = cpus_[cpu].take_done(now()))
        done(job->slot);
    watch_cores(cpu);
}

void Simulation::resume_after(Slot slot, Duration length) { pause(slot, length, What::resume); }

// `then` happens to the slot after `length`, unless its record has another use by then.
void Simulation::pause(Slot slot, Duration length, What then)
{
    Request& request = requests_[slot];
    request.stage = Stage::pausing;
    const auto what = static_cast<std::uint32_t>(then) |
                      static_cast<std::uint32_t>(request.generation) << 8U;
    agenda_.schedule(Agenda::unsorted, now() + length, slot, what);
}

void Simulation::resume(Slot slot, std::uint32_t generation)
{
    Request& request = requests_[slot];
    if (request.generation != generation || request.stage != Stage::pausing) return;
    const auto what = static_cast<std::uint32_t>(What::resume) | generation << 8U;
    if (park(request.top().node, {.subject = slot, .what = what})) return;
    request.stage = Stage::at_node;
    if (request.depth == 1) return clients_[request.population]->attempt(slot);
    pool(request.top().node, request.top().upstream).resume(slot);
}

void Simulation::sleep(Slot slot, Duration length) { pause(slot, length, What::awake); }

void Simulation::awake(Slot slot, std::uint32_t generation)
{
    Request& request = requests_[slot];
    if (request.generation != generation || request.stage != Stage::pausing) return;
    const auto what = static_cast<std::uint32_t>(What::awake) | generation << 8U;
    if (park(request.top().node, {.subject = slot, .what = what})) return;
    request.stage = Stage::at_node;
    node(request.top().node).finish(Call{slot});
}

void Simulation::add_pool(NodeId id, std::unique_ptr<ServerPool> pool)
{
    node(id).pools_.push_back(std::move(pool));
}

void Simulation::set_timer(NodeId id, Duration delay, std::uint32_t number)
{
    const std::uint32_t life = standing(id).life & 0xffU;
    const auto subject = static_cast<std::uint32_t>(id) | life << 16U;
    const auto what = static_cast<std::uint32_t>(What::timer) | number << 8U;
    agenda_.schedule(Agenda::unsorted, now() + delay, subject, what);
}

void Simulation::sound_timer(std::uint32_t subject, std::uint32_t number)
{
    const auto id = static_cast<NodeId>(subject & 0xffffU);
    if ((standing(id).life & 0xffU) != subject >> 16U) return;
    const auto what = static_cast<std::uint32_t>(What::timer) | number << 8U;
    if (park(id, {.subject = subject, .what = what})) return;
    node(id).sound(number);
}

}  // namespace tiersim
