// SPDX-License-Identifier: MIT
/// What rules do to a request: turn it away, hold it, answer it, give it a rank, count it.
#include "model/haproxy/samples.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

std::uint16_t status_of(const Rule& rule, std::uint16_t usual)
{
    return rule.status == 0 ? usual : static_cast<std::uint16_t>(rule.status);
}

Outcome outcome_of(std::uint16_t status)
{
    if (status < 400) return Outcome::ok;
    return status == 500 ? Outcome::error : Outcome::overloaded;
}

std::int64_t number_of(const Samples& samples, const Sample& sample)
{
    const auto found = samples.take(sample);
    return found.empty() ? 0 : found.front().number.value_or(0);
}

}  // namespace

// Whether one of the rules has ended the request, or holds it.
bool Process::obey(StreamId id, const std::vector<Rule>& rules, const Ruler& ruler)
{
    for (const Rule& rule : rules) {
        const Samples samples{*this, streams_[id], *ruler.acls, ruler.backend};
        if (!samples.holds(rule.when)) continue;
        if (rule.action == Action::accept) return false;
        if (rule.action >= Action::priority_class) {
            note(id, rule, ruler);
            continue;
        }
        turn_away(id, rule, tarpit_hold(*ruler.timeouts));
        return true;
    }
    return false;
}

void Process::turn_away(StreamId id, const Rule& rule, Duration hold)
{
    switch (rule.action) {
        case Action::tarpit:
            streams_[id].phase = Phase::tarpit;
            streams_[id].status = status_of(rule, 500);
            if (millis(hold) == 0) return leave_tarpit(id);
            record(streams_[id]).stage = Stage::in_line;
            return limit(id, millis(hold));
        case Action::deny: {
            const std::uint16_t status = status_of(rule, 403);
            return fail(id, 'P', 'R', status, Outcome::overloaded);
        }
        case Action::respond:
        case Action::redirect: {
            const std::uint16_t usual = rule.action == Action::redirect ? 302 : 200;
            const std::uint16_t status = status_of(rule, usual);
            return fail(id, 'L', 'R', status, outcome_of(status));
        }
        case Action::silent_drop:
            streams_[id].silent = true;
            return fail(id, 'P', 'R', 0, Outcome::reset);
        default: return fail(id, 'P', 'R', 0, Outcome::reset);
    }
}

void Process::leave_tarpit(StreamId id)
{
    record(streams_[id]).stage = Stage::at_node;
    fail(id, 'P', 'T', streams_[id].status, Outcome::error);
}

// Rules that do not end anything.
void Process::note(StreamId id, const Rule& rule, const Ruler& ruler)
{
    constexpr std::int64_t last_class = 2047;
    constexpr std::int64_t longest_offset = 524'287;
    Stream& stream = streams_[id];
    const Samples samples{*this, stream, *ruler.acls, ruler.backend};
    switch (rule.action) {
        case Action::priority_class:
            stream.priority = static_cast<std::int16_t>(
                std::clamp(number_of(samples, rule.sample), -last_class, last_class));
            return;
        case Action::priority_offset:
            stream.offset = static_cast<std::int32_t>(
                std::clamp(number_of(samples, rule.sample), -longest_offset, longest_offset));
            return;
        case Action::disable_l7_retry: stream.no_l7_retry = true; return;
        case Action::track: return track(id, rule, ruler);
        default: return;
    }
}

}  // namespace tiersim::haproxy
