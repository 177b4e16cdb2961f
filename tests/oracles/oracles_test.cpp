// SPDX-License-Identifier: MIT
/// tiersim meets all exact values that it can express, and would not if it were a little wrong.
#include "catch.hpp"
#include "oracles/judge.hpp"
#include "oracles/table.hpp"
#include "support/golden.hpp"

#include <algorithm>
#include <functional>

namespace {

using oracles::Finding;
using oracles::Record;
using oracles::Verdict;

// Nothing, with a message, where the file is not there.
std::vector<Record> records(const std::function<bool(const Record&)>& wanted)
{
    if (!std::filesystem::exists(oracles::usual_file())) {
        WARN("skipped: there is no " << oracles::usual_file() << "; TIERSIM_ORACLES names another");
        return {};
    }
    std::vector<Record> some;
    std::ranges::copy_if(oracles::read_records(oracles::usual_file()), std::back_inserter(some),
                         wanted);
    return some;
}

std::string missed(const std::vector<Finding>& findings)
{
    std::string all;
    for (const Finding& finding : findings)
        if (finding.verdict == Verdict::failed)
            all += finding.record.id + ": exactly " + finding.record.value.dump() + ", not " +
                   std::to_string(finding.estimate) + finding.got + ", z " +
                   std::to_string(finding.z) + ' ' + finding.why + '\n';
    return all;
}

}  // namespace

TEST_CASE("traces, and statistics that involve no chance, are exactly so", "[oracles]")
{
    const auto findings = oracles::judge(records([](const Record& record) {
        return record.area.starts_with("stats.") || record.area.starts_with("det.");
    }));

    CHECK(missed(findings) == "");
}

// Each of these areas was met as a whole; docs/validation.md says what is not, or not yet, among
// them.
TEST_CASE("exact values of queues, balancing, networks and repair are met", "[oracles][slow]")
{
    const auto findings = oracles::judge(records([](const Record& record) {
        const std::string& area = record.area;
        const bool heavy = record.scenario == "mg1-logn16";
        return !heavy &&
               (area.starts_with("queue.") || area == "lb.policy" || area == "net.jackson" ||
                area == "net.closed" || area == "avail.component");
    }));
    if (findings.empty()) return;

    CHECK(missed(findings) == "");
    CHECK(oracles::rms_z(findings) > 0.8);
    CHECK(oracles::rms_z(findings) < 1.2);
}

TEST_CASE("exact values of checks, takeovers and retries are met", "[oracles][slow]")
{
    const auto findings = oracles::judge(records([](const Record& record) {
        const std::string& area = record.area;
        return area.starts_with("health.") || area == "avail.failover" || area == "resil.retry" ||
               area == "rare.queue";
    }));
    if (findings.empty()) return;

    CHECK(missed(findings) == "");
    CHECK(oracles::count(findings, Verdict::passed) >= 40);
    CHECK(oracles::rms_z(findings) > 0.6);
    CHECK(oracles::rms_z(findings) < 1.3);
}

TEST_CASE("were all work 3 % longer, exact values would be missed", "[oracles][slow]")
{
    const auto findings = oracles::judge(records([](const Record& record) {
                                             return record.area == "queue.single" ||
                                                    record.scenario.starts_with("mmc-") ||
                                                    record.scenario == "erlangB-10" ||
                                                    record.scenario == "lb-rr-4";
                                         }),
                                         {.longer_work = 1.03});

    CHECK((findings.empty() || oracles::count(findings, Verdict::failed) > 20));
}
