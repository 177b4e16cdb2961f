// SPDX-License-Identifier: MIT
/// How scenarios are found, run and remembered.
#include "scenarios/gallery.hpp"

#include "support/golden.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <algorithm>
#include <map>
#include <sstream>

namespace gallery {

namespace {

const std::string fingerprints = "tests/golden/fingerprints.txt";

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
    std::vector<std::string> all;
    for (const auto& entry :
         std::filesystem::directory_iterator{std::filesystem::path{TIERSIM_ROOT} / "scenarios"})
        if (entry.path().extension() == ".json") all.push_back(entry.path().stem().string());
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
