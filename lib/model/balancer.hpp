// SPDX-License-Identifier: MIT
/// A load balancer: takes requests and passes them to its pool of servers. What it decides, its
/// pool decides.
#pragma once

#include "model/shared_address.hpp"
#include "model/simulation.hpp"

namespace tiersim {

/// One balancer of a tier.
class Balancer final : public Node {
public:
    /// `cluster` is null when all balancers of the tier serve.
    Balancer(const LoadBalancer& tier, const SharedAddress* cluster)
        : tier_{&tier}, cluster_{cluster}, only_passes_on_{is_zero(tier.work)}
    {
        if (tier.rate_limit) bucket_.emplace(*tier.rate_limit);
    }

    void arrive(Call call) override;
    void finish(Call call) override;
    void reply(Call call, Outcome outcome) override;
    void crash() override;
    void restart() override;

private:
    const LoadBalancer* tier_;
    const SharedAddress* cluster_;
    bool only_passes_on_;  ///< Takes no CPU time.
    std::optional<TokenBucket> bucket_;
    std::uint64_t salt_ = hash_name("balancer work");
};

}  // namespace tiersim
