// SPDX-License-Identifier: MIT
/// Running a scenario: a pure function from a description to a result.
#pragma once

#include "tiersim/experiment/result.hpp"
#include "tiersim/io/haproxy_log.hpp"
#include "tiersim/io/haproxy_notice.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <cstdint>
#include <functional>
#include <optional>

namespace tiersim {

/// How a scenario is run this time. Members that are not set are as the scenario's own plan says.
struct Run {
    std::optional<std::uint64_t> seed{};
    std::optional<Duration> duration{};
    std::optional<Duration> warmup{};
    std::optional<std::uint32_t> replications{};
    std::uint32_t threads = 0;  ///< 0: one for each core; the result does not depend on it.
    std::function<void(double)> progress{};  ///< Is told the share that is done, now and then.
    haproxy::LogSink haproxy_log{};  ///< Is told of every request that a HAProxy ends in the first
                                     ///< replication, in that order.
    haproxy::NoticeSink haproxy_notices{};  ///< The same of every change of its servers.
};

/// The result of all replications of `scenario`. ScenarioError when the scenario cannot be run.
Result simulate(const Scenario& scenario, const Run& run = {});

}  // namespace tiersim
