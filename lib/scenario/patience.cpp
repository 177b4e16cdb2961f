// SPDX-License-Identifier: MIT
/// Compares waits along the way of a request, and looks at what retries do to an overload.
#include "scenario/consequences.hpp"
#include "scenario/findings.hpp"
#include "scenario/flow.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <map>

namespace tiersim {

namespace {

constexpr Duration without_end = Duration::max();

Duration or_without_end(Duration wait) { return wait > Duration{0} ? wait : without_end; }

/// How long anybody waits for an answer of each tier.
std::map<const Tier*, Duration> patience_for(const Site& site)
{
    std::map<const Tier*, Duration> patience;
    for (const auto& clients : site.scenario().clients) {
        auto& longest = patience[site.tier(clients.calls)];
        longest = std::max(longest,
                           clients.patience ? without_end : or_without_end(clients.timeout));
    }
    for (const auto* tier : reached(site)) {
        for (const auto* upstream : tier->upstreams) {
            auto& longest = patience[site.tier(upstream->to)];
            const auto wait = std::min(patience[tier], or_without_end(upstream->timeout));
            longest = std::max(longest, wait);
        }
    }
    return patience;
}

void compare(const std::string& who, Duration wait, const std::string& pointer, Duration patience,
             std::vector<Problem>& problems)
{
    if (wait <= patience) return;
    problems.push_back(warning_at(
        pointer, who + " up to " + to_text(wait) + ", but whoever asked has given up after " +
                     to_text(patience) + "; what is done after that is for nobody"));
}

void look_at_waits(const Site& site, std::vector<Problem>& problems)
{
    auto patience = patience_for(site);
    for (const auto* tier : reached(site)) {
        const auto longest = patience[tier];
        for (const auto* upstream : tier->upstreams) {
            const auto pointer = Site::pointer_to(*tier, *upstream);
            const auto waits = tier->name + " waits for " + upstream->to;
            compare(waits, upstream->timeout, pointer + "/timeout", longest, problems);
            compare(waits + " to have room", upstream->queue_timeout, pointer + "/queue_timeout",
                    longest, problems);
            compare(waits + " to take a connection", upstream->connect_timeout,
                    pointer + "/connect_timeout", longest, problems);
        }
        if (tier->role != Tier::Role::app) continue;
        const auto& app = site.scenario().app_servers[tier->index];
        compare("requests wait for a worker of " + tier->name, app.queue_timeout,
                tier->pointer + "/queue_timeout", longest, problems);
    }
}

/// Attempts for a request that always fails, in the mean; 0: without end.
double attempts_at_most(const Retry& retry)
{
    const double again = retry.chance.value();
    if (again == 1.0) return retry.attempts;
    double attempts = 0.0;
    double chance = 1.0;
    for (std::uint32_t i = 0; i != retry.attempts && chance > 1e-9; ++i, chance *= again)
        attempts += chance;
    return retry.attempts == 0 ? 1.0 / (1.0 - again) : attempts;
}

std::string times_the_load(const Clients& clients)
{
    const double attempts = attempts_at_most(clients.retry);
    if (attempts == 0.0) return "without bound";
    std::string text = "to " + rounded(attempts) + " times as much";
    const double rate = mean_rate(clients.arrivals).per_second();
    if (rate > 0.0)
        text += ", " + rounded(rate * attempts) + "/s instead of " + rounded(rate) + "/s";
    return text;
}

void look_at_retries(const Site& site, std::vector<Problem>& problems)
{
    const auto& all = site.scenario().clients;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& retry = all[i].retry;
        const auto pointer = "/clients/" + std::to_string(i);
        if (retry.attempts != 1 && retry.budget == Probability::of(1.0))
            problems.push_back(
                warning_at(pointer + "/retry",
                           "retries have no budget: when nothing is answered, the load of " +
                               all[i].name + " grows " + times_the_load(all[i])));
        const bool decides = all[i].timeout == Duration{0} || all[i].patience ||
                             retry.attempts != 1 || all[i].good_within <= all[i].timeout;
        if (!decides)
            problems.push_back(warning_at(
                pointer + "/good_within",
                "never decides: each request is given up after " + to_text(all[i].timeout)));
    }
}

}  // namespace

std::vector<Problem> warn_of_patience(const Site& site)
{
    std::vector<Problem> problems;
    look_at_waits(site, problems);
    look_at_retries(site, problems);
    return problems;
}

}  // namespace tiersim
