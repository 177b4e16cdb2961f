// SPDX-License-Identifier: MIT
/// Real configurations: the same verdict as HAProxy's, and hardly a keyword left out.
#include "haproxy_cfg/corpus.hpp"

#include "catch.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/haproxy_config.hpp"
#include "tiersim/io/haproxy_site.hpp"
#include "tiersim/scenario/check.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

namespace {

using namespace tiersim::haproxy;

/// How many uses of keywords have which support.
struct Shares {
    std::array<std::size_t, 3> times{};
    std::map<std::string, std::size_t> left_out{};

    void add(const Import& import)
    {
        for (const KeywordUses& uses : import.keywords) {
            times.at(static_cast<std::size_t>(uses.support)) += uses.times;
            if (uses.support == Support::not_modelled) left_out[uses.keyword] += uses.times;
        }
    }

    double share(Support support) const
    {
        const std::size_t all = times[0] + times[1] + times[2];
        return static_cast<double>(times.at(static_cast<std::size_t>(support))) /
               static_cast<double>(all);
    }
};

void print(const Shares& shares)
{
    std::printf("uses of keywords: %.2f %% modelled, %.2f %% harmless, %.2f %% not modelled\n",
                100.0 * shares.share(Support::modelled), 100.0 * shares.share(Support::harmless),
                100.0 * shares.share(Support::not_modelled));
    for (const auto& [keyword, times] : shares.left_out)
        std::printf("  not modelled: %s (%zu)\n", keyword.c_str(), times);
}

std::vector<corpus::Entry> entries_or_message()
{
    const auto all = corpus::entries(corpus::folder());
    if (all.empty())
        WARN("skipped: no manifest.csv in " + corpus::folder().string() +
             "; TIERSIM_CFG_CORPUS names a folder that has one");
    return all;
}

}  // namespace

TEST_CASE("the verdict on every configuration of the corpus is that of HAProxy", "[haproxy][real]")
{
    for (const corpus::Entry& entry : entries_or_message()) {
        const Import import = read_haproxy_config(entry.file);

        INFO(entry.file.filename().string() << ": " << entry.verdict << "\n" << to_text(import));
        CHECK(import.accepted() == entry.accepted());
    }
}

TEST_CASE("files that HAProxy misses are named, and no reason to refuse", "[haproxy][real]")
{
    for (const corpus::Entry& entry : entries_or_message()) {
        if (entry.verdict != "ok-but-missing-files") continue;
        const Import import = read_haproxy_config(entry.file);
        const auto missing = [](const Finding& finding) {
            return finding.kind == FindingKind::missing_file;
        };

        INFO(entry.file.filename().string());
        CHECK(std::any_of(import.findings.begin(), import.findings.end(), missing));
    }
}

TEST_CASE("accepted configurations run against equal servers for ten seconds", "[haproxy][real]")
{
    for (const corpus::Entry& entry : entries_or_message()) {
        const Import import = read_haproxy_config(entry.file);
        if (!import.accepted()) continue;
        const auto site = tiersim::site_around(import.config, entry.file.string());

        INFO(entry.file.filename().string());
        CHECK(site.run.duration == std::chrono::seconds{10});
        REQUIRE_FALSE(tiersim::any_error(tiersim::check(site)));
        const auto result = tiersim::simulate(site);
        // A file with nothing but a page of statistics answers nobody, but its requests end as
        // well.
        const auto asked = [](const auto& users) { return users.ended > 0; };
        CHECK(std::any_of(result.populations.begin(), result.populations.end(), asked));
    }
}

TEST_CASE("95 of 100 uses of keywords in the corpus are modelled or harmless", "[haproxy][real]")
{
    Shares shares;
    const auto all = entries_or_message();
    for (const corpus::Entry& entry : all)
        shares.add(read_haproxy_config(entry.file));
    if (all.empty()) return;

    print(shares);

    CHECK(shares.share(Support::not_modelled) <= 0.05);
}
