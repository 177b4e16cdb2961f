// SPDX-License-Identifier: MIT
/// When checks begin: spread over the shortest interval at the start, then one interval after the
/// end of the last, so that the period is interval and check together.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

Millis Process::check_interval(const ServerState& server) const
{
    const CheckPlan& plan = server.config->check;
    Duration interval = plan.inter;
    if (server.health == 0 && server.is.down)
        interval = plan.downinter.value_or(plan.inter);
    else if (server.health != server.full_health())
        interval = plan.fastinter.value_or(plan.inter);
    return millis(interval);
}

void Process::plan_checks()
{
    checks_.clear();
    Millis least = 0;
    for (std::size_t b = 0; b < backends_.size(); ++b)
        for (std::size_t s = 0; s < backends_[b].servers.size(); ++s) {
            const ServerState& server = backends_[b].servers[s];
            const auto subject = subject_of(static_cast<Index>(b), static_cast<Index>(s));
            const auto number = [&](bool agent, Millis interval) {
                checks_.push_back({.subject = subject, .agent = agent});
                if (interval >= 1000) least = least == 0 ? interval : std::min(least, interval);
            };
            if (server.config->check.enabled) number(false, check_interval(server));
            if (server.config->agent.enabled) number(true, agent_interval(server));
        }
    const auto widest = tier_->config.global.max_spread_checks;
    const auto count = static_cast<Millis>(checks_.size());
    for (Millis k = 0; k < count; ++k) {
        const auto [subject, agent] = checks_[static_cast<std::size_t>(k)];
        ServerState& server = server_at(subject);
        (agent ? server.agent : server.check).number = static_cast<std::uint32_t>(k);
        Millis span = std::max(least, agent ? agent_interval(server) : check_interval(server));
        if (widest) span = std::min(span, millis(*widest));
        agent ? plan_agent_check(subject, span * k / count) : plan_check(subject, span * k / count);
    }
}

void Process::plan_check(std::uint32_t subject, Millis delay)
{
    CheckState& check = server_at(subject).check;
    check.due = now_ms() + delay;
    set_timer_at(check.due, Due::check, subject);
}

// The interval, shorter or longer by up to `spread-checks` percent.
Millis Process::spread(Millis interval)
{
    const Millis percent = tier_->config.global.spread_checks;
    if (percent == 0) return interval;
    const Millis width = interval * percent / 100;
    return interval - width +
           static_cast<Millis>(draws_.below(static_cast<std::uint32_t>(2 * width + 1)));
}

void Process::check_due(std::uint32_t subject)
{
    ServerState& server = server_at(subject);
    if (leaving_ || server.check.due != now_ms() || server.check.slot != no_slot) return;
    if (server.is.maint) return plan_check(subject, millis(server.config->check.inter));
    server.check.due = no_time;
    begin_check(subject);
}

}  // namespace tiersim::haproxy
