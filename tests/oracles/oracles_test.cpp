// SPDX-License-Identifier: MIT
/// tiersim meets all exact values that it can express, and would not if it were a little wrong.
#include "catch.hpp"
#include "oracles/judge.hpp"
#include "oracles/validation_page.hpp"
#include "support/golden.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
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

const char* const page_name = "docs/validation.md";

// The page is about the usual file, or the one it was approved with; others have none.
bool is_the_pages_own()
{
    return std::getenv("TIERSIM_ORACLES") == nullptr || std::getenv("TIERSIM_APPROVE") != nullptr ||
           golden::contents(page_name).find(oracles::digest_of(oracles::usual_file())) !=
               std::string::npos;
}

}  // namespace

TEST_CASE("traces, and statistics that involve no chance, are exactly so", "[oracles]")
{
    const auto findings = oracles::judge(records([](const Record& record) {
        return record.area.starts_with("stats.") || record.area.starts_with("det.");
    }));

    CHECK(missed(findings) == "");
}

TEST_CASE("docs/validation.md is about the records that there are", "[oracles]")
{
    const auto all = records([](const Record&) { return true; });
    if (all.empty() || !is_the_pages_own()) return;
    const std::string approved = golden::contents(page_name);

    const std::string sketch = oracles::page(oracles::survey(all),
                                             oracles::digest_of(oracles::usual_file()));

    CHECK(oracles::agrees(approved, sketch));
    const std::string before = "z-scores that involve chance is ";
    const char* const told = approved.c_str() + approved.find(before) + before.size();
    CHECK(std::abs(std::atof(told) - oracles::rms_z_in(approved)) < 0.005);
}

TEST_CASE("all exact values that tiersim can express are met, as docs/validation.md says",
          "[oracles][golden][slow]")
{
    const auto findings = oracles::judge(records([](const Record&) { return true; }));
    if (findings.empty()) return;

    CHECK(missed(findings) == "");
    CHECK(oracles::rms_z(findings) > 0.9);
    CHECK(oracles::rms_z(findings) < 1.15);
    if (!is_the_pages_own()) return;
    const auto page = oracles::page(findings, oracles::digest_of(oracles::usual_file()));
    CHECK(golden::generated(page_name, page) == page);
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
