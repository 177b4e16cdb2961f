// SPDX-License-Identifier: MIT
/// How clients ask, wait, give up and try again.
#include "model/client.hpp"

#include "model/shared_address.hpp"

#include <algorithm>

namespace tiersim {

Client::Client(const Clients& clients, std::uint8_t number, std::vector<Address> addresses,
               std::vector<std::uint8_t> kinds)
    : clients_{&clients},
      number_{number},
      addresses_{std::move(addresses)},
      kinds_{std::move(kinds)},
      budget_{clients.retry.budget}
{
    double sum = 0.0;
    for (const Kind& kind : clients.mix) {
        cumulative_.push_back(sum += kind.share.value());
        if (kind.size.count > 0) answers_have_sizes_ = true;
    }
    if (std::holds_alternative<Trace>(clients.arrivals)) answers_have_sizes_ = true;
}

void Client::start()
{
    books_ = &site().books().populations[number_];
    books_->moments.resize(1);
    stream_key_ = mix(site().seed()) ^ hash_name(name() + "/requests");
    if (clients_->until > Duration{0}) until_ = Instant{clients_->until};
    lane_ = site().agenda().open_lane();
    if (const auto* closed = std::get_if<Thinking>(&clients_->arrivals)) {
        lane_ = Agenda::unsorted;
        for (std::uint32_t user = 0; user < closed->users; ++user)
            think(user);
        return;
    }
    stream_.emplace(clients_->arrivals, Rng{site().seed(), name() + "/arrivals"});
    schedule_next();
}

void Client::schedule_next()
{
    if (clients_->limit != 0 && count_ >= clients_->limit) return;
    const Instant next = stream_->next();
    if (next == never) return;
    due_entry_ = stream_->entry();
    const Instant at = next + clients_->from;
    if (at >= until_) return;
    const auto what = static_cast<std::uint32_t>(What::begin) | std::uint32_t{number_} << 8U;
    site().agenda().schedule(lane_, at, 0, what);
}

void Client::think(std::uint32_t user)
{
    const auto& closed = std::get<Thinking>(clients_->arrivals);
    Rng rng{mix(stream_key_ ^ hash_name("think")) ^ mix((count_ << 24U) + user)};
    Instant at = site().now() + sample(closed.think, rng);
    at = std::max(at, Instant{clients_->from});
    if (at >= until_) return;
    const auto what = static_cast<std::uint32_t>(What::begin) | std::uint32_t{number_} << 8U;
    site().agenda().schedule(lane_, at, user, what);
}

void Client::begin(std::uint32_t user)
{
    if (clients_->limit != 0 && count_ >= clients_->limit) return;
    const Slot slot = make_request(user);
    if (stream_) schedule_next();
    budget_.earn();
    ++moment_of(site().now()).offered;
    ++books_->begun;
    attempt(slot);
}

Slot Client::make_request(std::uint32_t user)
{
    const Slot slot = site().open();
    Request& request = site().request(slot);
    Rng rng{stream_key_ + count_ * 0x9e3779b97f4a7c15U};
    request.key = rng.next();
    request.began = site().now();
    request.population = number_;
    request.kind = draw_kind(rng);
    request.depth = 1;
    request.base = 0;
    request.outcome = Outcome::ok;
    request.attempts = 0;
    request.source = static_cast<std::uint32_t>(count_);
    request.frames[0] = Frame{.entered = site().now(), .node = id()};
    if (!stream_)
        request.source = user;
    else if (clients_->sources != 0)
        request.source = static_cast<std::uint32_t>(rng.next() % clients_->sources);
    if (due_entry_ != nullptr) {
        request.source = static_cast<std::uint32_t>(
            due_entry_ - std::get<Trace>(clients_->arrivals).arrivals.data());
        if (due_entry_->kind < kinds_.size()) request.kind = kinds_[due_entry_->kind];
    }
    ++count_;
    return slot;
}

std::uint8_t Client::draw_kind(Rng& rng) const
{
    if (kinds_.size() == 1) return kinds_.front();
    const double unit = rng.unit();
    std::size_t i = 0;
    while (i + 1 < cumulative_.size() && unit >= cumulative_[i])
        ++i;
    return kinds_[i];
}

void Client::attempt(Slot slot)
{
    Request& request = site().request(slot);
    request.attempts = static_cast<std::uint8_t>(std::min(255, request.attempts + 1));
    ++moment_of(site().now()).attempts;
    request.frames[0].entered = site().now();
    request.verb = Verb::read;
    site().ask(slot, address(request).holder(), patience(request));
}

// By lot for each attempt, and the same for all of it.
const Address& Client::address(const Request& request) const
{
    if (addresses_.size() == 1) return addresses_.front();
    Rng rng{request.key + request.attempts};
    return addresses_[rng.below(static_cast<std::uint32_t>(addresses_.size()))];
}

Instant Client::patience(const Request& request) const
{
    const Instant asked = request.frames[0].entered;
    if (clients_->patience) {
        Rng rng{mix(request.key ^ hash_name("patience"))};
        return asked + std::max(sample(*clients_->patience, rng), Duration{1});
    }
    return clients_->timeout > Duration{0} ? asked + clients_->timeout : never;
}

// What was asked goes on without us.
void Client::lose_patience(Slot slot)
{
    Request& request = site().request(slot);
    const NodeId asked = request.frames[1].node;
    const bool again = clients_->retry.on_timeout && may_retry(request);
    if (again) {
        const Slot upper = site().part(slot, 0);
        site().request(upper).outcome = Outcome::timed_out;
        return try_again(upper);
    }
    site().blame_delay(slot);
    request.outcome = Outcome::timed_out;
    request.culprit = asked;
    const std::uint32_t user = request.source;
    write_down(slot);
    site().orphan(slot, 1);
    if (!stream_) think(user);
}

void Client::hear(Slot slot)
{
    Request& request = site().request(slot);
    const bool failed = request.outcome != Outcome::ok;
    if (failed && clients_->retry.on_failure && may_retry(request)) return try_again(slot);
    const std::uint32_t user = request.source;
    write_down(slot);
    site().close(slot);
    if (!stream_) think(user);
}

bool Client::may_retry(const Request& request)
{
    const Retry& retry = clients_->retry;
    if (retry.attempts != 0 && request.attempts >= retry.attempts) return false;
    if (retry.chance < Probability::of(1.0)) {
        Rng rng{mix(request.key ^ hash_name("another attempt"))};
        if (!rng.chance(retry.chance.value())) return false;
    }
    return budget_.spend();
}

void Client::try_again(Slot slot)
{
    Request& request = site().request(slot);
    request.key = mix(request.key + 1);
    request.stage = Stage::at_node;
    Rng rng{mix(request.key ^ hash_name("backoff"))};
    const Duration wait = clients_->retry.wait(request.attempts, rng);
    if (wait > Duration{0}) return site().resume_after(slot, wait);
    attempt(slot);
}

// A request has ended as its outcome says.
void Client::write_down(Slot slot)
{
    const Request& request = site().request(slot);
    const Duration latency = site().now() - request.began;
    const bool ok = request.outcome == Outcome::ok;
    const bool good = ok &&
                      (clients_->good_within <= Duration{0} || latency <= clients_->good_within);
    ++books_->ended;
    Moment& moment = moment_of(request.began);
    (ok ? moment.answered : moment.failed) += 1;
    moment.good += good ? 1 : 0;
    if (ok) pulse_.add(latency);
    if (request.began < site().counted_from()) return;
    books_->batches[batch_].note(request.attempts, ok, good, latency);
    if (kinds_.size() > 1) books_->kinds[request.kind].note(request.attempts, ok, good, latency);
    if (!good) charge(slot);
    if (!ok) return note_failure(request);
    if (answers_have_sizes_) books_->kinds[request.kind].bytes += size_of(request);
}

void Client::note_failure(const Request& request)
{
    ++books_->failures[static_cast<std::size_t>(request.outcome) * site().node_count() +
                       static_cast<std::size_t>(request.culprit)];
}

// Late or failed, by what held it up.
void Client::charge(Slot slot)
{
    const Request& request = site().request(slot);
    const bool late = request.outcome == Outcome::ok;
    Trouble trouble = site().troubles().of(slot);
    if (late && trouble.cause == Cause::unexplained) trouble.cause = Cause::work;
    ++books_->charges[{.step = static_cast<std::uint32_t>(books_->moments.size() - 1),
                       .cause = trouble.cause,
                       .place = trouble.place,
                       .fault = trouble.fault,
                       .outcome = request.outcome}];
}

// The only kind's tally is the sum of all batches; and intervals end with the last that saw a
// request.
void Client::close_books()
{
    while (!books_->moments.empty() && books_->moments.back().attempts == 0)
        books_->moments.pop_back();
    if (kinds_.size() > 1) return;
    for (const Tally& batch : books_->batches)
        books_->kinds[kinds_.front()].merge(batch);
}

std::uint64_t Client::size_of(const Request& request) const
{
    if (const Trace::Arrival* const entry = recorded(request)) return entry->bytes.count;
    for (std::size_t i = 0; i < clients_->mix.size(); ++i)
        if (kinds_[i] == request.kind) return clients_->mix[i].size.count;
    return 0;
}

const Trace::Arrival* Client::recorded(const Request& request) const
{
    const auto* trace = std::get_if<Trace>(&clients_->arrivals);
    return trace != nullptr ? &trace->arrivals[request.source] : nullptr;
}

// The present interval is the last one.
inline Moment& Client::moment_of(Instant began)
{
    if (began >= interval_began_) [[likely]]
        return books_->moments.back();
    return books_->moments[static_cast<std::size_t>(began.time_since_epoch() /
                                                    site().scenario().run.interval)];
}

void Client::tick(std::size_t batch)
{
    books_->pulses.push_back({.answers = pulse_.count(),
                              .mean = pulse_.mean(),
                              .p50 = pulse_.quantile(Probability::of(0.5)),
                              .p99 = pulse_.quantile(Probability::of(0.99))});
    pulse_.clear();
    batch_ = batch;
    interval_began_ = site().now();
    books_->moments.emplace_back();
}

}  // namespace tiersim
