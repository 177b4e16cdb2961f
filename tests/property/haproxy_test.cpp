// SPDX-License-Identifier: MIT
/// The same laws with a HAProxy in front, whatever its configuration says and whatever happens to
/// it; and what holds of every line of its log.
#include "catch.hpp"
#include "property/laws.hpp"
#include "support/random_haproxy.hpp"
#include "support/scratch.hpp"
#include "tiersim/io/haproxy_log_reader.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/scenario/check.hpp"

using namespace tiersim;

namespace {

constexpr std::uint64_t scenarios = 250;

Scenario site(std::uint64_t seed) { return support::random_haproxy_site(seed).scenario; }

Scenario quiet_site(std::uint64_t seed) { return laws::without_faults(site(seed)); }

/// What HAProxy's manual says of the fields of a line, or what is wrong.
void holds_together(const haproxy::LogRecord& record)
{
    const auto counted = [](std::int64_t time) { return std::max<std::int64_t>(time, 0); };
    const std::string& letters = record.termination;
    const bool tarpit = letters[1] == 'T';
    const auto parts = counted(record.request) + counted(record.waited) + counted(record.connect) +
                       counted(record.response);

    INFO(to_text(record));
    REQUIRE(letters.size() == 4);
    CHECK(std::string{"-CSPRLIDUKcs"}.find(letters[0]) != std::string::npos);
    CHECK(std::string{"-RQCHDLT"}.find(letters[1]) != std::string::npos);
    CHECK(record.active >= 0);
    if (!tarpit) CHECK(parts <= record.active);
    if (record.connect < 0) CHECK(record.response < 0);
    if (record.waited < 0 && !tarpit) CHECK(record.connect < 0);
    if (record.response >= 0) CHECK_FALSE(record.server.empty());
    CHECK(record.process_connections >= 1);
    CHECK(record.frontend_connections >= 1);
    CHECK(record.frontend_connections <= record.process_connections);
}

}  // namespace

TEST_CASE("random sites with a HAProxy are valid and survive being written and read", "[property]")
{
    const support::Scratch folder;
    for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
        const support::HaproxySite random = support::random_haproxy_site(seed);
        const auto problems = check(random.scenario);
        INFO("seed " << seed << "\n" << random.cfg << to_text(problems));
        REQUIRE_FALSE(any_error(problems));

        folder.write("haproxy.cfg", random.cfg);
        const auto file = folder.write("site.json", write_scenario(random.scenario));

        CHECK(read_scenario(file) == random.scenario);
    }
}

TEST_CASE("behind a HAProxy every request ends exactly once, or is in flight at the end",
          "[property]")
{
    laws::each_run(scenarios, site, [](Simulation& run) {
        laws::nothing_is_lost(run);
        laws::failures_add_up(run);
    });
}

TEST_CASE("behind a HAProxy no more workers are busy than there are", "[property]")
{
    laws::each_run(scenarios, site, laws::workers_suffice);
}

TEST_CASE("behind a HAProxy Little's law holds to the nanosecond at every server", "[property]")
{
    laws::each_run(scenarios, quiet_site, laws::little_holds);
}

TEST_CASE("with a HAProxy the same seed gives the same run, another seed another", "[property]")
{
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        laws::seeds_decide(site(seed), seed);
    }
}

TEST_CASE("the fields of every line of a HAProxy's log hold together, and are read as they were",
          "[property]")
{
    std::size_t lines = 0;
    for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
        CAPTURE(seed);
        const Scenario scenario = site(seed);
        Simulation run{scenario, seed};
        const haproxy::LogSink sink = [&](const haproxy::LogRecord& record) {
            holds_together(record);
            std::string problem;
            const auto again = haproxy::read_log_line(to_syslog(record), problem);
            CHECK(problem == "");
            CHECK(again == record);
            ++lines;
        };
        run.tell_of_haproxies(sink);
        run.run();
    }
    CHECK(lines > 10'000);
}
