// SPDX-License-Identifier: MIT
/// Reader and schema agree on good and bad files wherever a schema can tell.
#include "io/cases.hpp"

#include "catch.hpp"
#include "support/golden.hpp"
#include "support/random_scenario.hpp"
#include "support/scratch.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <cstdio>
#include <map>
#include <sstream>
#include <string>

using namespace tiersim;

namespace {

std::string said_about(const std::string& text)
{
    try {
        read_scenario_text(text, "shop.json");
        return {};
    } catch (const ScenarioError& error) {
        return error.what();
    }
}

/// The output of a command, and whether it could be run to its end.
struct Output {
    std::string text{};
    bool done = false;
};

Output output_of(const std::string& command)
{
    Output output;
    std::FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
    if (pipe == nullptr) return output;
    for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe))
        output.text += static_cast<char>(letter);
    output.done = pclose(pipe) == 0;
    return output;
}

std::string file_name(std::size_t number) { return std::to_string(10000 + number); }

}  // namespace

TEST_CASE("good files are read, bad ones are refused", "[io]")
{
    for (const auto& one : cases::all()) {
        const auto said = said_about(one.text);

        INFO(one.name << "\n" << said);
        CHECK(said.empty() == one.good);
    }
}

TEST_CASE("what is said of each bad file", "[io][golden]")
{
    std::string said;
    for (const auto& one : cases::all())
        if (!one.good) said += "# " + one.name + "\n" + said_about(one.text) + "\n";

    CHECK(said == golden::approved("errors/cases.txt", said));
}

TEST_CASE("the schema refuses what the reader refuses, where a schema can tell", "[io]")
{
    auto all = cases::all();
    for (std::uint64_t seed = 1; seed <= 100; ++seed)
        all.push_back({.name = "random scenario " + std::to_string(seed),
                       .text = write_scenario(support::random_scenario(seed))});
    const std::string root = TIERSIM_ROOT;
    const support::Scratch folder;
    for (std::size_t i = 0; i < all.size(); ++i)
        folder.write(file_name(i) + ".json", all[i].text);

    const auto verdicts = output_of(
        "python3 -W ignore '" + root + "/tests/io/schema_verdicts.py' '" + root +
        "/schema/scenario.schema.json' '" + folder.path().string() + "'");

    if (!verdicts.done) {
        WARN("skipped: no python3 with jsonschema here (Debian: python3-jsonschema)");
        return;
    }
    std::map<std::string, std::string> by_file;
    std::istringstream lines{verdicts.text};
    for (std::string file, verdict; lines >> file >> verdict;)
        by_file[file] = verdict;
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO(all[i].name);
        CHECK(by_file[file_name(i)] == (all[i].schema_good ? "good" : "bad"));
    }
}
