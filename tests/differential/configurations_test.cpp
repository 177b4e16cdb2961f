// SPDX-License-Identifier: MIT
/// The importer and HAProxy itself decide on the same configurations. TIERSIM_DIFF_SEED and
/// TIERSIM_DIFF_CONFIGS choose which, and how many.
#include "catch.hpp"
#include "differential/mutations.hpp"
#include "support/random_haproxy_cfg.hpp"
#include "support/scratch.hpp"
#include "tiersim/io/haproxy_config.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace {

using namespace tiersim::haproxy;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

bool has_haproxy()
{
    const bool found = std::system("haproxy -v 2>/dev/null | grep -q 'version 2\\.6\\.'") == 0;
    if (!found) WARN("skipped: no haproxy 2.6 here");
    return found;
}

/// What HAProxy says of a file.
enum class Verdict { starts, refuses, depends };

/// `depends`: only on whether a name can be resolved on this machine.
Verdict verdict_on(const std::filesystem::path& file)
{
    const std::string said = file.string() + ".txt";
    const std::string command = "env -i PATH=\"$PATH\" HOME=/ haproxy -c -f " + file.string() +
                                " >" + said + " 2>&1";
    const bool good = std::system(command.c_str()) == 0;
    std::ifstream stream{said};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    std::filesystem::remove(said);
    if (text.find("could not resolve address") != std::string::npos) return Verdict::depends;
    return good ? Verdict::starts : Verdict::refuses;
}

Import imported(const std::string& text)
{
    return read_haproxy_text(text, "haproxy.cfg", {.environment = {{"HOME", "/"}}});
}

}  // namespace

TEST_CASE("what HAProxy accepts before any change, the importer accepts", "[differential]")
{
    if (!has_haproxy()) return;
    const support::Scratch folder;
    for (const std::string& text : differential::sound_configurations()) {
        const auto file = folder.write("haproxy.cfg", text);

        INFO(text << to_text(imported(text)));
        CHECK(verdict_on(file) == Verdict::starts);
        CHECK(imported(text).valid());
    }
}

TEST_CASE("HAProxy starts with the configurations of random sites", "[differential]")
{
    if (!has_haproxy()) return;
    const support::Scratch folder;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        support::Dice dice{seed};
        const std::string text = support::random_haproxy_cfg(dice, {"127.0.0.1", "127.0.0.2"});

        INFO("seed " << seed << "\n" << text);
        CHECK(verdict_on(folder.write("haproxy.cfg", text)) == Verdict::starts);
        CHECK(imported(text).accepted());
    }
}

TEST_CASE("the importer refuses what HAProxy refuses, and nothing else", "[differential]")
{
    if (!has_haproxy()) return;
    const auto seed = from_environment("TIERSIM_DIFF_SEED", 1);
    const auto count = from_environment("TIERSIM_DIFF_CONFIGS", 500);
    support::Dice dice{seed};
    const support::Scratch folder;
    std::map<Verdict, std::size_t> verdicts;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string text = differential::changed_configuration(dice);
        const Verdict real = verdict_on(folder.write("haproxy.cfg", text));
        ++verdicts[real];
        if (real == Verdict::depends) continue;

        INFO("seed " << seed << ", number " << i << "\n" << text << to_text(imported(text)));
        CHECK(imported(text).valid() == (real == Verdict::starts));
    }
    std::printf("seed %llu: HAProxy accepts %zu, refuses %zu, and depends on names in %zu\n",
                static_cast<unsigned long long>(seed), verdicts[Verdict::starts],
                verdicts[Verdict::refuses], verdicts[Verdict::depends]);
}
