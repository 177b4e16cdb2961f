// SPDX-License-Identifier: MIT
/// How a server goes through its program.
#include "model/server.hpp"

#include "model/client.hpp"

namespace tiersim {

double Buffer::hit_share(Instant at) const
{
    const Duration since = at - cold_since;
    if (since >= warms_up) return hits;
    return hits * to_seconds(since) / to_seconds(warms_up);
}

Server::Server(const Program& program, ServerTraits traits)
    : program_{&program}, traits_{std::move(traits)}, workers_{traits_.workers, traits_.line}
{
}

void Server::arrive(Call call)
{
    Request& request = site().request(call.slot);
    Gauge& inside = site().node_books(id()).inside;
    if (traits_.inside != 0 && inside.level() >= traits_.inside)
        return answer(call, Outcome::overloaded);
    inside.raise(now());
    if (request.population == probe) return leave(call.slot, Outcome::ok);
    request.top().step = program_->start(request.kind, request.verb);
    advance(call.slot);
}

void Server::finish(Call call)
{
    const Frame& frame = site().request(call.slot).top();
    if ((*program_)[frame.step - 1U].action == Action::disk) release_disk();
    advance(call.slot);
}

void Server::reply(Call call, Outcome outcome)
{
    Request& request = site().request(call.slot);
    Frame& frame = request.top();
    const Op& op = (*program_)[frame.step - 1U];
    if (op.action == Action::look_up && outcome == Outcome::ok) frame.step = op.jump;
    if (op.action == Action::ask && outcome != Outcome::ok) return fail(call.slot, outcome);
    advance(call.slot);
}

// Goes on with the program until the call has to wait for something, or ends.
void Server::advance(Slot slot)
{
    for (;;) {
        Frame& frame = site().request(slot).top();
        const Op& op = (*program_)[frame.step++];
        switch (op.action) {
            case Action::take:
                if (!take_worker(slot)) return;
                break;
            case Action::give: give_worker(); break;
            case Action::end: return leave(slot, Outcome::ok);
            case Action::ask:
            case Action::look_up:
            case Action::fill: return site().pool(id(), op.upstream).ask(slot, op.verb);
            case Action::compute: {
                Rng rng = draws(site().request(slot), op);
                const Duration demand = sample(*op.work, rng);
                if (demand > Duration{0}) return site().work(slot, demand);
                break;
            }
            default:
                if (!perform(op, slot, frame)) return;
        }
    }
}

// The less frequent steps; false when the call waits now, or has ended.
bool Server::perform(const Op& op, Slot slot, Frame& frame)
{
    const Request& request = site().request(slot);
    switch (op.action) {
        case Action::recorded: {
            const Duration demand = site().recorded_service(request);
            if (demand > Duration{0}) site().work(slot, demand);
            return demand <= Duration{0};
        }
        case Action::statement: {
            Rng rng = draws(request, op);
            const Duration demand = sample(statement_work(request, op), rng);
            if (demand > Duration{0}) site().work(slot, demand);
            return demand <= Duration{0};
        }
        case Action::disk: use_disk(slot, op); return false;
        case Action::perhaps:
            if (!draws(request, op).chance(op.chance)) frame.step = op.jump;
            return true;
        case Action::unless_hit:
            if (draws(request, op).chance(traits_.buffer.hit_share(now())))
                frame.step = op.jump;
            return true;
        case Action::again:
            ++frame.rounds;
            if (draws(request, op).chance(op.chance)) frame.step = op.jump;
            return true;
        case Action::find:
            if (traits_.store->held.find(key_of(request), now())) return true;
            leave(slot, Outcome::miss);
            return false;
        case Action::store: traits_.store->held.store(key_of(request), now()); return true;
        default: assert(false); return true;
    }
}

bool Server::take_worker(Slot slot)
{
    NodeBooks& books = site().node_books(id());
    ++books.begun;
    if (workers_.take(now(), books)) return true;
    if (workers_.line_is_full()) {
        leave(slot, Outcome::overloaded);
        return false;
    }
    ++books.waited;
    Request& request = site().request(slot);
    request.stage = Stage::in_line;
    request.frames[request.depth].entered = now();
    workers_.line().push(site().requests(), slot);
    books.queue.raise(now());
    const Duration limit = line_limit(request);
    if (limit > Duration{0}) site().wind_alarm(slot, now() + limit);
    return false;
}

// The next in line takes over the worker.
void Server::give_worker()
{
    NodeBooks& books = site().node_books(id());
    workers_.give(now(), books);
    if (workers_.line().empty()) [[likely]] return;
    const Slot slot = workers_.line().pop(site().requests());
    Request& request = site().request(slot);
    books.queue.lower(now());
    books.busy.raise(now());
    if (request.began >= site().counted_from())
        books.wait.add(now() - request.frames[request.depth].entered);
    request.stage = Stage::at_node;
    advance(slot);
}

Duration Server::line_limit(const Request& request) const
{
    if (traits_.line_patience == nullptr) return traits_.line_timeout;
    Rng rng{mix(request.key ^ hash_name("patience"))};
    return sample(*traits_.line_patience, rng);
}

Instant Server::patience(Call call) const
{
    const Request& request = site().request(call.slot);
    const Duration limit = line_limit(request);
    return limit > Duration{0} ? request.frames[request.depth].entered + limit : never;
}

void Server::lose_patience(Call call)
{
    workers_.line().remove(site().requests(), call.slot);
    site().node_books(id()).queue.lower(now());
    site().request(call.slot).stage = Stage::at_node;
    leave(call.slot, Outcome::queue_timeout);
}

void Server::use_disk(Slot slot, const Op& op)
{
    if (disks_busy_ == traits_.disks) {
        site().request(slot).stage = Stage::working;
        return disk_line_.push(site().requests(), slot);
    }
    ++disks_busy_;
    const Request& request = site().request(slot);
    Rng rng = draws(request, op);
    site().work_apart(slot, sample(*op.work, rng));
}

void Server::release_disk()
{
    --disks_busy_;
    if (disk_line_.empty()) return;
    const Slot slot = disk_line_.pop(site().requests());
    use_disk(slot, (*program_)[site().request(slot).top().step - 1U]);
}

void Server::leave(Slot slot, Outcome outcome)
{
    site().node_books(id()).inside.lower(now());
    answer(Call{slot}, outcome);
}

// Gives back what the call holds and ends it.
void Server::fail(Slot slot, Outcome outcome)
{
    const Frame& frame = site().request(slot).top();
    const bool holds = program_->holds_worker(frame.step);
    if (holds) give_worker();
    leave(slot, outcome);
}

void Server::crash()
{
    NodeBooks& books = site().node_books(id());
    books.busy.change(now(), 0);
    books.queue.change(now(), 0);
    books.inside.change(now(), 0);
    workers_.line().clear();
    disk_line_.clear();
    disks_busy_ = 0;
}

void Server::restart()
{
    if (traits_.store) traits_.store->held.clear();
    traits_.buffer.cold_since = now();
}

// A stream for this step of this visit: the steps at which the callers are tell visits apart.
Rng Server::draws(const Request& request, const Op& op) const
{
    std::uint64_t path = 0;
    for (std::uint8_t level = 1; level < request.depth; ++level) {
        const Frame& frame = request.frames[level];
        path = path * 0x2545f4914f6cdd1dU + frame.step + (std::uint64_t{frame.rounds} << 16U);
    }
    return Rng{mix(request.key ^ op.salt) + path};
}

// What the caller's query says, however many balancers lie between; otherwise what the tier says.
const Distribution& Server::statement_work(const Request& request, const Op& op) const
{
    for (std::uint8_t level = request.depth - 1; level-- > request.base;) {
        const Frame& frame = request.frames[level];
        const Program* const program = site().program(frame.node);
        if (program == nullptr) continue;
        const Distribution* const work = (*program)[frame.step - 1U].work;
        return work != nullptr ? *work : *op.work;
    }
    return *op.work;
}

std::uint32_t Server::key_of(const Request& request) const
{
    Rng rng{mix(request.key ^ traits_.store->salt)};
    return traits_.store->popularity->rank(rng.unit());
}

}  // namespace tiersim
