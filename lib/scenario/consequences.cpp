// SPDX-License-Identifier: MIT
/// Promises and faults outside of the run; the other consequences have files of their own.
#include "scenario/consequences.hpp"

#include "scenario/findings.hpp"
#include "tiersim/core/quantity_text.hpp"

namespace tiersim {

std::vector<Problem> warn_of_missed_moments(const Site& site)
{
    const auto& scenario = site.scenario();
    const auto end = scenario.run.duration;
    std::vector<Problem> problems;
    const auto warn = [&](bool missed, const std::string& pointer, const std::string& says) {
        if (missed) problems.push_back(warning_at(pointer, says));
    };
    for (std::size_t i = 0; i < scenario.clients.size(); ++i)
        warn(scenario.clients[i].from >= end, "/clients/" + std::to_string(i) + "/from",
             "no request ever comes: the run ends at " + to_text(end));
    for (std::size_t i = 0; i < scenario.faults.size(); ++i)
        warn(scenario.faults[i].at >= end, "/faults/" + std::to_string(i) + "/at",
             "never happens: the run ends at " + to_text(end));
    for (std::size_t i = 0; i < scenario.expect.size(); ++i) {
        const auto& expect = scenario.expect[i];
        const auto pointer = "/expect/" + std::to_string(i);
        warn(expect.from >= end, pointer + "/from",
             "holds for no request: the run ends at " + to_text(end));
        warn(expect.to > end, pointer + "/to", "is after the end of the run, " + to_text(end));
        warn(expect.to > Duration{0} && expect.to <= scenario.run.warmup, pointer + "/to",
             "holds for no request: what begins in the warm-up, until " +
                 to_text(scenario.run.warmup) + ", is not counted");
    }
    return problems;
}

}  // namespace tiersim
