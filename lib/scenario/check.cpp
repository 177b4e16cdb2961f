// SPDX-License-Identifier: MIT
/// All checks of a scenario, one after the other; those that rely on others only when these are
/// met.
#include "tiersim/scenario/check.hpp"

#include "scenario/consequences.hpp"
#include "scenario/flow.hpp"
#include "scenario/haproxies.hpp"
#include "scenario/names.hpp"
#include "scenario/ranges.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tiersim {

namespace {

void append(std::vector<Problem>& all, std::vector<Problem> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

/// A tier whose name could not be read may be what others mean.
bool has_nameless(const Site& site)
{
    return std::any_of(site.tiers().begin(), site.tiers().end(),
                       [](const Tier& tier) { return tier.name.empty(); });
}

}  // namespace

std::vector<Problem> check(const Scenario& scenario)
{
    Ranges ranges;
    ranges.look(scenario, table::any);
    auto problems = ranges.take();
    const Site site{scenario};
    auto of_names = check_unique_names(site);
    if (!has_nameless(site)) append(of_names, check_references(site));
    auto of_haproxies = has_nameless(site) ? std::vector<Problem>{} : check_haproxies(site);
    const bool named = of_names.empty() && !has_nameless(site) && !any_error(of_haproxies);
    if (named) append(problems, check_calls(site));
    append(problems, std::move(of_haproxies));
    append(problems, std::move(of_names));
    if (any_error(problems)) return problems;
    append(problems, warn_of_overload(site));
    append(problems, warn_of_idle_places(site));
    append(problems, warn_of_patience(site));
    append(problems, warn_of_blindness(site));
    append(problems, warn_of_missed_moments(site));
    return problems;
}

bool any_error(const std::vector<Problem>& problems)
{
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace tiersim
