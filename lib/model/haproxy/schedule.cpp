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
            if (!server.config->check.enabled) continue;
            checks_.push_back(subject_of(static_cast<Index>(b), static_cast<Index>(s)));
            const Millis interval = check_interval(server);
            if (interval >= 1000) least = least == 0 ? interval : std::min(least, interval);
        }
    const auto widest = tier_->config.global.max_spread_checks;
    const auto count = static_cast<Millis>(checks_.size());
    for (Millis k = 0; k < count; ++k) {
        const std::uint32_t subject = checks_[static_cast<std::size_t>(k)];
        ServerState& server = server_at(subject);
        server.check.number = static_cast<std::uint32_t>(k);
        Millis span = std::max(least, check_interval(server));
        if (widest) span = std::min(span, millis(*widest));
        plan_check(subject, span * k / count);
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
    if (server.check.due != now_ms() || server.check.slot != no_slot) return;
    if (server.is.maint) return plan_check(subject, millis(server.config->check.inter));
    server.check.due = no_time;
    begin_check(subject);
}

}  // namespace tiersim::haproxy
