// SPDX-License-Identifier: MIT
/// A node that all requests pass on their way, without delay, and that notes when each came and
/// went.
#pragma once

#include "tiersim/model/node.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <cstddef>
#include <functional>
#include <map>

namespace oracles {

/// One request on its way past.
struct Passage {
    tiersim::Instant came{};
    tiersim::Instant went{};
    std::size_t inside = 0;  ///< Those that are still beyond, after this one went.
};

/// Is told of each request that comes back.
using Witness = std::function<void(const Passage&)>;

/// The node.
class Lookout final : public tiersim::Node {
public:
    explicit Lookout(Witness witness) : witness_{std::move(witness)} {}

    void arrive(tiersim::Call call) override;
    void reply(tiersim::Call call, tiersim::Outcome outcome) override;

private:
    Witness witness_;
    std::map<std::uint32_t, tiersim::Instant> came_;
};

/// Puts a lookout between the first population of `scenario` and the tier that it calls.
void post_lookout(tiersim::Scenario& scenario, const Witness& witness);

}  // namespace oracles
