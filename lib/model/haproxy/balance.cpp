// SPDX-License-Identifier: MIT
/// One algorithm for each word of the configuration.
#include "model/haproxy/balance.hpp"

namespace tiersim::haproxy {

Balancer balancer_for(const Balance& balance)
{
    switch (balance.algorithm) {
        case Algorithm::static_rr: return Balancer{StaticRoundRobin{}};
        case Algorithm::leastconn: return Balancer{LeastConnections{}};
        case Algorithm::first: return Balancer{First{}};
        default: return Balancer{RoundRobin{}};
    }
}

}  // namespace tiersim::haproxy
