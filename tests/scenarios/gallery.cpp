// SPDX-License-Identifier: MIT
/// How scenarios are found, run and remembered.
#include "scenarios/gallery.hpp"

#include "catch.hpp"
#include "support/golden.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/report/text.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <sstream>

namespace gallery {

namespace {

const std::string fingerprints = "tests/golden/fingerprints.txt";

std::string hexadecimal(std::uint64_t number)
{
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
    return text;
}

/// A text's lines by their first words.
std::map<std::string, std::string> lines_of(const std::string& text)
{
    std::map<std::string, std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);)
        lines[line.substr(0, line.find(' '))] = line;
    return lines;
}

}  // namespace

std::vector<std::string> names()
{
    const auto folder = std::filesystem::path{TIERSIM_ROOT} / "scenarios";
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        auto file = entry.path().lexically_relative(folder);
        if (file.extension() == ".json") all.push_back(file.replace_extension().generic_string());
    }
    std::sort(all.begin(), all.end());
    return all;
}

const tiersim::Result& result(const std::string& name)
{
    static std::map<std::string, tiersim::Result> results;
    const auto known = results.find(name);
    if (known != results.end()) return known->second;
    const auto file = std::filesystem::path{TIERSIM_ROOT} / "scenarios" / (name + ".json");
    return results[name] = tiersim::simulate(tiersim::read_scenario(file));
}

void runs_as_approved(const std::string& name)
{
    const tiersim::Result& result = gallery::result(name);
    const std::string report = tiersim::text_report(result);
    const std::string line = name + " " + hexadecimal(result.fingerprint) + " " +
                             std::to_string(result.events) + " events";

    CHECK(result.expectations.size() >= 3);
    for (const tiersim::ExpectationResult& promise : result.expectations) {
        CAPTURE(promise.text, promise.measured.value);
        CHECK(promise.verdict == tiersim::Verdict::met);
    }
    CHECK(report == golden::approved("scenarios/" + name + ".txt", report));
    CHECK(line == gallery::approved_fingerprint(name, line));
}

std::string approved_fingerprint(const std::string& name, const std::string& line)
{
    auto lines = lines_of(golden::contents(fingerprints));
    if (std::getenv("TIERSIM_APPROVE") == nullptr) return lines[name];
    lines[name] = line;
    std::string text;
    for (const auto& [known, one] : lines)
        text += one + "\n";
    golden::generated(fingerprints, text);
    return line;
}

}  // namespace gallery
