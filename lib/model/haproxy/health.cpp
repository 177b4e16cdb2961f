// SPDX-License-Identifier: MIT
/// Health checks: a connection of their own, one request where the configuration says so, and what
/// the outcome makes of a server's health.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

std::int64_t checked_status(Outcome outcome)
{
    switch (outcome) {
        case Outcome::ok: return 200;
        case Outcome::miss: return 404;
        case Outcome::error: return 500;
        case Outcome::bad_gateway: return 502;
        case Outcome::gateway_timeout: return 504;
        case Outcome::reset:
        case Outcome::refused: return 0;
        default: return 503;
    }
}

/// Bodies are not in the model: a good answer holds the text that is looked for, others do not.
bool meets(const Expect& expect, std::int64_t status)
{
    bool met = status >= 200 && status < 400;
    if (expect.kind == ExpectKind::status)
        met = std::any_of(expect.statuses.begin(), expect.statuses.end(), [&](const Range& range) {
            return (!range.least || status >= *range.least) &&
                   (!range.most || status <= *range.most);
        });
    return met != expect.negated;
}

CheckResult result_of(const Check& check, Outcome outcome)
{
    const std::int64_t status = checked_status(outcome);
    if (status == 0) return CheckResult::failed;
    if (check.kind == CheckKind::dialogue)
        return outcome == Outcome::ok ? CheckResult::passed : CheckResult::failed;
    if (check.disable_on_404 && status == 404) return CheckResult::not_found;
    const auto met = [&](const Expect& expect) { return meets(expect, status); };
    const bool good = check.expects.empty()
                          ? meets(Expect{}, status)
                          : std::all_of(check.expects.begin(), check.expects.end(), met);
    return good ? CheckResult::passed : CheckResult::failed;
}

}  // namespace

// A connection that is to be asked for; nothing is known of it but the number of the check.
Slot Process::open_probe(std::uint32_t number)
{
    const Slot slot = site().open();
    tiersim::Request& request = site().fill(slot, tiersim::Request{});
    request.population = probe;
    request.began = now();
    request.key = draws_.next();
    request.depth = 1;
    request.verb = Verb::connect;
    request.frames[0] = {.entered = now(), .node = Node::id()};
    note_worker(request.frames[0], number_, number);
    return slot;
}

void Process::begin_check(std::uint32_t subject)
{
    ServerState& server = server_at(subject);
    const Timeouts& timeouts = backends_[backend_of(subject)].config->timeouts;
    const Slot slot = open_probe(server.check.number);
    server.check.slot = slot;
    server.check.connecting = true;
    Duration longest = server.config->check.inter;
    if (timeouts.check && timeouts.connect) longest = std::min(longest, *timeouts.connect);
    limit_check(subject, longest);
    site().ask(slot, server.address.holder(), never);
}

void Process::limit_check(std::uint32_t subject, Duration length)
{
    CheckState& check = server_at(subject).check;
    check.limit = now_ms() + millis(length);
    set_timer_at(check.limit, Due::check_limit, subject);
}

void Process::check_answered(Slot slot, Outcome outcome)
{
    const auto [subject, agent] = checks_[stream_of(site().request(slot).top())];
    if (agent) return agent_answered(subject);
    ServerState& server = server_at(subject);
    const Backend& backend = *backends_[backend_of(subject)].config;
    const bool asks = backend.check.kind != CheckKind::connect;
    if (server.check.connecting && outcome == Outcome::ok && asks) {
        server.check.connecting = false;
        site().request(slot).verb = Verb::read;
        if (backend.timeouts.check) limit_check(subject, *backend.timeouts.check);
        return site().ask(slot, server.address.holder(), never);
    }
    const bool connected_only = server.check.connecting;
    site().close(slot);
    if (connected_only)
        return end_check(subject,
                         outcome == Outcome::ok ? CheckResult::passed : CheckResult::failed);
    end_check(subject, result_of(backend.check, outcome));
}

void Process::check_timeout(std::uint32_t subject)
{
    CheckState& check = server_at(subject).check;
    if (check.slot == no_slot || check.limit != now_ms()) return;
    site().close(site().part(check.slot, 0));
    end_check(subject, CheckResult::failed);
}

void Process::end_check(std::uint32_t subject, CheckResult result)
{
    ServerState& server = server_at(subject);
    server.check.slot = no_slot;
    server.check.limit = no_time;
    if (!server.is.maint) {
        if (result == CheckResult::failed)
            failed(subject);
        else
            passed(subject, result == CheckResult::not_found);
    }
    plan_check(subject, spread(check_interval(server)));
}

// One success from `rise` on means full credit.
void Process::passed(std::uint32_t subject, bool stopping)
{
    ServerState& server = server_at(subject);
    server.errors = 0;
    if (server.health < server.full_health()) ++server.health;
    if (server.health < server.config->check.rise) return;
    server.health = server.full_health();
    if (stopping && server.is.down) return;
    server.is.stopping = stopping;
    server.is.down = false;
    renew(subject);
}

// One failure below `rise` means no credit at all.
void Process::failed(std::uint32_t subject)
{
    ServerState& server = server_at(subject);
    if (server.health > 0) --server.health;
    if (server.health >= server.config->check.rise) return;
    server.health = 0;
    server.is.stopping = false;
    server.is.down = true;
    renew(subject);
}

// What a request has seen of its server. It counts only where checks can bring the server back.
void Process::observe(std::uint32_t subject, bool good, Observe layer)
{
    ServerState& server = server_at(subject);
    const Server& config = *server.config;
    if (config.observe == Observe::none || !config.check.enabled) return;
    if (config.observe != layer && (good || layer == Observe::layer7)) return;
    if (good) {
        server.errors = 0;
        return;
    }
    if (++server.errors < config.error_limit || server.is.maint) return;
    server.errors = 0;
    const std::uint32_t rise = config.check.rise;
    if (config.on_error == OnError::sudden_death) server.health = std::min(server.health, rise + 1);
    if (config.on_error == OnError::mark_down) server.health = std::min(server.health, rise);
    if (config.on_error != OnError::fastinter) failed(subject);
    if (!config.check.fastinter || server.check.due == no_time) return;
    const Millis soon = millis(*config.check.fastinter);
    if (now_ms() + soon < server.check.due) plan_check(subject, soon);
}

}  // namespace tiersim::haproxy
