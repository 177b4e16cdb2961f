// SPDX-License-Identifier: MIT
/// How a server goes through its program.
#include "model/server.hpp"

#include "model/client.hpp"
#include "model/replica_set.hpp"

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

// Health checks take their turn, but no connection of the users'.
void Server::arrive(Call call)
{
    Request& request = site().request(call.slot);
    const bool check = request.population == probe;
    if (traits_.cancels && request.base + 1 == request.depth)
        return site().answer(call.slot, Outcome::timed_out);
    Gauge& inside = books().inside;
    if (!check && traits_.inside != 0 && inside.level() >= traits_.inside)
        return site().answer(call.slot, Outcome::overloaded);
    if (!check) inside.raise(site().now());
    request.top().step = check ? program_->check_start()
                               : program_->start(request.kind, request.verb);
    advance(call.slot);
}

void Server::finish(Call call)
{
    Request& request = site().request(call.slot);
    const Frame& frame = request.top();
    if (request.at_branch() && !request.has_begun()) {
        request.begin_branch();
        return advance(call.slot);
    }
    if ((*program_)[frame.step - 1U].action == Action::disk && !release_disk(call.slot)) return;
    advance(call.slot);
}

void Server::reply(Call call, Outcome outcome)
{
    Request& request = site().request(call.slot);
    Frame& frame = request.top();
    const Op& op = (*program_)[frame.step - 1U];
    if (op.action == Action::look_up && outcome == Outcome::ok) frame.step = op.jump;
    if ((op.action == Action::ask || op.action == Action::pass_on) && outcome != Outcome::ok)
        return fail(call.slot, outcome);
    advance(call.slot);
}

// Goes on with the program until the call has to wait for something, or ends.
void Server::advance(Slot slot)
{
    for (;;) {
        Request& request = site().request(slot);
        Frame& frame = request.top();
        const Op& op = (*program_)[frame.step++];
        switch (op.action) {
            case Action::begin:
                if (!take_worker(slot, false)) return;
                if (op.has_work && compute(slot, request, op)) return;
                break;
            case Action::compute:
                if (compute(slot, request, op)) return;
                break;
            case Action::end: return end(slot, op);
            case Action::pass_on: give_worker(); [[fallthrough]];
            case Action::ask:
            case Action::look_up:
            case Action::fill: return pool(op.upstream).ask(slot, op.verb);
            default:
                if (!perform(op, slot, frame)) return;
        }
    }
}

// Uses the CPU as long as `op` says; false when that is no time at all.
inline bool Server::compute(Slot slot, const Request& request, const Op& op)
{
    Rng rng = draws(request, op);
    const Duration demand = op.work.draw(rng);
    if (demand > Duration{0}) site().work(slot, demand);
    return demand > Duration{0};
}

inline void Server::end(Slot slot, const Op& op)
{
    if (op.holds_worker) give_worker();
    leave(slot, Outcome::ok);
}

// The less frequent steps; false when the call waits now, or has ended.
inline bool Server::perform(const Op& op, Slot slot, Frame& frame)
{
    const Request& request = site().request(slot);
    switch (op.action) {
        case Action::give: give_worker(); return true;
        case Action::take: return take_worker(slot, true);
        case Action::jump: frame.step = op.jump; return true;
        case Action::fork: fork(slot, op); return false;
        case Action::join: end_branch(slot, Outcome::ok); return false;
        case Action::sleep: {
            Rng rng = draws(request, op);
            site().sleep(slot, op.work.draw(rng));
            return false;
        }
        case Action::statement: return !compute(slot, request, statement(request, op));
        case Action::recorded: {
            const Duration demand = site().recorded_service(request);
            if (demand > Duration{0}) site().work(slot, demand);
            return demand <= Duration{0};
        }
        case Action::disk: use_disk(slot, op); return false;
        case Action::perhaps:
            if (!draws(request, op).chance(op.chance)) frame.step = op.jump;
            return true;
        case Action::unless_hit:
            if (draws(request, op).chance(traits_.buffer.hit_share(site().now())))
                frame.step = op.jump;
            return true;
        case Action::again:
            ++frame.rounds;
            if (draws(request, op).chance(op.chance)) frame.step = op.jump;
            return true;
        case Action::find:
            if (traits_.store->held.find(key_of(request), site().now())) return true;
            leave(slot, Outcome::miss);
            return false;
        case Action::claim:
            if (traits_.replicas->takes_writes(id())) return true;
            leave(slot, Outcome::error);
            return false;
        case Action::commit:
            if (traits_.replicas->commit(slot, id())) return true;
            site().request(slot).stage = Stage::working;
            return false;
        case Action::see: traits_.replicas->read(slot, id()); return true;
        case Action::store: traits_.store->held.store(key_of(request), site().now()); return true;
        default: assert(false); return true;
    }
}

// `at_any_length`: waits in line even when that is full, or it would not wait for so long.
inline bool Server::take_worker(Slot slot, bool at_any_length)
{
    NodeBooks& books = this->books();
    ++books.begun;
    if (workers_.take(site().now(), books)) return true;
    if (!at_any_length && workers_.line_is_full()) {
        turn_away(slot);
        return false;
    }
    ++books.waited;
    Request& request = site().request(slot);
    request.stage = Stage::in_line;
    request.frames[request.depth].entered = site().now();
    workers_.line().push(site().requests(), slot);
    books.queue.raise(site().now());
    const Duration limit = at_any_length ? Duration{0} : line_limit(request);
    if (limit > Duration{0}) site().wind_alarm(slot, site().now() + limit);
    return false;
}

// The line is full: the process says so, or its kernel drops the connection.
void Server::turn_away(Slot slot)
{
    Request& request = site().request(slot);
    if (!traits_.drops) return leave(slot, Outcome::overloaded);
    if (request.population != probe) site().node_books(id()).inside.lower(site().now());
    constexpr std::uint8_t most_tries = 6;  // TCP gives up no sooner than its callers.
    site().drop(slot, request.top().rounds);
    if (request.top().rounds < most_tries) ++request.top().rounds;
}

// The next in line takes over the worker.
void Server::give_worker()
{
    NodeBooks& books = this->books();
    workers_.give(site().now(), books);
    if (workers_.line().empty()) [[likely]]
        return;
    const Slot slot = workers_.line().pop(site().requests());
    Request& request = site().request(slot);
    books.queue.lower(site().now());
    books.busy.raise(site().now());
    if (request.began >= site().counted_from())
        books.wait.add(site().now() - request.frames[request.depth].entered);
    request.stage = Stage::at_node;
    site().hold_up(slot, Cause::line, id(), site().now() - request.frames[request.depth].entered);
    const Op& op = (*program_)[request.top().step - 1U];
    if (!op.has_work || !compute(slot, request, op)) advance(slot);
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
    if ((*program_)[request.top().step - 1U].action == Action::take) return never;
    const Duration limit = line_limit(request);
    return limit > Duration{0} ? request.frames[request.depth].entered + limit : never;
}

void Server::lose_patience(Call call)
{
    leave_line(call.slot);
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
    const Duration length = op.work.draw(rng);
    const double pace = site().standing(id()).pace;
    const bool scaled = pace != 1.0 && pace > 0.0;
    site().work_apart(slot, scaled ? from_seconds(to_seconds(length) / pace) : length);
}

// `done` gives its disk to the next in line; false while the node hangs, and the answer of the
// disk is not taken: a moment of work that ends when the node moves again stands for that.
bool Server::release_disk(Slot done)
{
    if (site().standing(id()).pace == 0.0) {
        site().work(done, Duration{1});
        return false;
    }
    --disks_busy_;
    if (disk_line_.empty()) return true;
    const Slot slot = disk_line_.pop(site().requests());
    use_disk(slot, (*program_)[site().request(slot).top().step - 1U]);
    return true;
}

void Server::go_on(Slot slot)
{
    site().request(slot).stage = Stage::at_node;
    advance(slot);
}

void Server::give_up(Slot slot)
{
    site().request(slot).stage = Stage::at_node;
    fail(slot, Outcome::error);
}

void Server::leave(Slot slot, Outcome outcome)
{
    if (site().request(slot).population != probe) books().inside.lower(site().now());
    site().answer(slot, outcome);
}

// Does what is to be done when a step fails; where that is nothing, gives back what the call holds
// and ends it.
void Server::fail(Slot slot, Outcome outcome)
{
    Request& request = site().request(slot);
    Frame& frame = request.top();
    const bool holds = (*program_)[frame.step].holds_worker;
    const bool is_branch = request.at_branch();
    const std::uint16_t handler = (*program_)[frame.step - 1U].handler;
    if (handler == 0) {
        if (holds) give_worker();
        return is_branch ? end_branch(slot, outcome) : leave(slot, outcome);
    }
    frame.step = handler;
    if (holds && !(*program_)[handler].holds_worker) give_worker();
    advance(slot);
}

void Server::crash()
{
    NodeBooks& books = this->books();
    books.busy.change(site().now(), 0);
    books.queue.change(site().now(), 0);
    books.inside.change(site().now(), 0);
    workers_.line().clear();
    disk_line_.clear();
    disks_busy_ = 0;
    forks_.clear();
    if (traits_.replicas != nullptr) traits_.replicas->crashed(id());
}

void Server::restart()
{
    if (traits_.store) traits_.store->held.clear();
    traits_.buffer.cold_since = site().now();
}

// A stream for this step of this visit: the steps at which the callers are tell visits apart.
inline Rng Server::draws(const Request& request, const Op& op) const
{
    std::uint64_t path = 0;
    for (std::uint8_t level = 1; level < request.depth; ++level) {
        const Frame& frame = request.frames[level];
        path = path * 0x2545f4914f6cdd1dU + frame.step + (std::uint64_t{frame.rounds} << 16U);
    }
    return Rng{mix(request.key ^ op.salt) + path};
}

// The caller's query where it says what it costs, however many balancers lie between; otherwise
// what the tier says.
inline const Op& Server::statement(const Request& request, const Op& op) const
{
    for (std::uint8_t level = request.depth - 1; level-- > request.base;) {
        const Frame& frame = request.frames[level];
        const Program* const program = site().program(frame.node);
        if (program == nullptr) continue;
        const Op& query = (*program)[frame.step - 1U];
        return query.has_work ? query : op;
    }
    return op;
}

std::uint32_t Server::key_of(const Request& request) const
{
    Rng rng{mix(request.key ^ traits_.store->salt)};
    return traits_.store->popularity->rank(rng.unit());
}

}  // namespace tiersim
