// SPDX-License-Identifier: MIT
/// How a lookout notes what passes.
#include "oracles/lookout.hpp"

namespace oracles {

using namespace tiersim;

void Lookout::arrive(Call call)
{
    came_[call.slot] = now();
    ask(call);
}

void Lookout::reply(Call call, Outcome outcome)
{
    const auto found = came_.find(call.slot);
    const Instant came = found->second;
    came_.erase(found);
    witness_({.came = came, .went = now(), .inside = came_.size()});
    answer(call, outcome);
}

void post_lookout(Scenario& scenario, const Witness& witness)
{
    CustomTier tier{.name = "lookout"};
    tier.upstreams = {{.to = scenario.clients.front().calls}};
    tier.make = [witness] { return std::make_unique<Lookout>(witness); };
    scenario.custom_tiers.push_back(std::move(tier));
    scenario.clients.front().calls = "lookout";
}

}  // namespace oracles
