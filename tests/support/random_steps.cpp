// SPDX-License-Identifier: MIT
/// Draws steps and operators.
#include "support/random_steps.hpp"

namespace support {

using namespace tiersim;
using namespace std::chrono_literals;

Query RandomSteps::query()
{
    Query query{.to = "db", .times = dice_->number(1, 2), .write = dice_->chance(0.3)};
    if (dice_->chance(0.3)) query.work = dice_->law(1ms);
    query.blocks = dice_->chance(0.3);
    return query;
}

Step RandomSteps::fork(const Step& compute, const Step& asks)
{
    const Branch first{.steps = {compute, asks}, .copies = dice_->number(1, 3)};
    const Branch second{.steps = {asks, compute},
                        .after = dice_->chance(0.5) ? dice_->length(5ms) : Duration{}};
    return {Parallel{.branches = {first, second},
                     .wait_for = dice_->number(0, 2),
                     .cancel = dice_->chance(0.5)}};
}

Step RandomSteps::hedged(Query query)
{
    query.hedge = Hedge{
        .after = dice_->length(5ms), .copies = dice_->number(1, 2), .cancel = dice_->chance(0.5)};
    return {query};
}

Step RandomSteps::branching(const Query& query)
{
    const Step compute{Compute{.work = dice_->law(1ms)}};
    const Step asks{query};
    const auto chance = [this] { return Probability::of(dice_->real(0.1, 0.5)); };
    switch (dice_->number(1, 5)) {
        case 1: return fork(compute, asks);
        case 2: return {Attempt{.steps = {asks, asks}, .otherwise = {compute}}};
        case 3: return {OneOf{.ways = {{chance(), {asks}}, {chance(), {compute}}}}};
        case 4: return hedged(query);
        default: return {Wait{.length = dice_->law(5ms)}};
    }
}

// Branching in a branch, with an answer to what fails.
Step RandomSteps::nested(const Query& query)
{
    const Step inner = branching(query);
    const Step forked{Parallel{.branches = {{{inner}}, {{branching(query)}}},
                               .wait_for = dice_->number(0, 2),
                               .cancel = dice_->chance(0.5)}};
    return {Attempt{.steps = {forked}, .otherwise = {branching(query)}}};
}

std::vector<Step> RandomSteps::draw()
{
    const Query query = this->query();
    std::vector<Step> steps{{Compute{.work = dice_->law(2ms)}}};
    if (!cache_ || dice_->chance(0.3))
        steps.push_back({query});
    else
        steps.push_back({Lookup{.to = "store", .otherwise = {{query}}}});
    if (branches_) steps.push_back(dice_->chance(0.3) ? nested(query) : branching(query));
    if (dice_->chance(0.3))
        steps.push_back({Perhaps{.chance = Probability::of(dice_->real(0.1, 0.9)),
                                 .steps = {{Query{.to = "db"}}}}});
    if (dice_->chance(0.3)) {
        const bool geometric = dice_->chance(0.5);
        steps.push_back({Repeat{.mean = geometric ? dice_->real(1.0, 2.5) : 2.0,
                                .geometric = geometric,
                                .steps = {{Compute{.work = dice_->law(500us)}}}}});
    }
    return steps;
}

void operate(Dice& dice, AppServer& tier)
{
    const auto sometimes = [&](Duration scale) {
        return dice.chance(0.5) ? dice.length(scale) : Duration{};
    };
    tier.queue_drops = dice.chance(0.3);
    tier.starts_in = sometimes(500ms);
    if (dice.chance(0.4))
        tier.warms_up = Warming{dice.length(2s), Probability::of(dice.real(0.1, 1.0))};
    if (dice.chance(0.4)) tier.pauses = Pauses{dice.law(1s), dice.law(50ms)};
    if (dice.chance(0.4))
        tier.deploys = {{.at = dice.length(3s),
                         .batch = dice.number(0, 2),
                         .drain = sometimes(300ms),
                         .takes = sometimes(300ms),
                         .pause = sometimes(300ms),
                         .blue_green = dice.chance(0.2)}};
    if (tier.workers > 0 && dice.chance(0.4))
        tier.autoscale = Autoscale{.least = dice.number(1, tier.place.replicas),
                                   .target = Probability::of(dice.real(0.1, 1.0)),
                                   .every = dice.length(500ms),
                                   .boot = sometimes(500ms),
                                   .cool_down = sometimes(500ms),
                                   .drain = sometimes(300ms)};
}

Breaker random_breaker(Dice& dice)
{
    return {.failures = dice.number(1, 5),
            .share = Probability::of(dice.real(0.2, 1.0)),
            .window = dice.chance(0.5) ? dice.length(2s) : Duration{},
            .least = dice.number(1, 20),
            .open = dice.length(500ms),
            .probes = dice.number(1, 3)};
}

}  // namespace support
