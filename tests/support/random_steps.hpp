// SPDX-License-Identifier: MIT
/// What an application of a random site does for a request.
#pragma once

#include "support/dice.hpp"
#include "tiersim/scenario/tiers.hpp"

#include <vector>

namespace support {

/// Steps that ask "db", and "store" where there is a cache.
class RandomSteps {
public:
    /// `branches`: steps fork, race and catch what fails as well.
    RandomSteps(Dice& dice, bool cache, bool branches)
        : dice_{&dice}, cache_{cache}, branches_{branches}
    {
    }

    std::vector<tiersim::Step> draw();

private:
    tiersim::Query query();
    tiersim::Step branching(const tiersim::Query& query);
    tiersim::Step fork(const tiersim::Step& compute, const tiersim::Step& asks);
    tiersim::Step hedged(tiersim::Query query);
    tiersim::Step nested(const tiersim::Query& query);

    Dice* dice_;
    bool cache_;
    bool branches_;
};

/// How the nodes of a random tier of so many replicas start, pause, come and go.
void operate(Dice& dice, tiersim::AppServer& tier);

tiersim::Breaker random_breaker(Dice& dice);

}  // namespace support
