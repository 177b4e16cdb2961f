// SPDX-License-Identifier: MIT
/// The command `tiersim list`: what a scenario file describes, and which scenarios there are.
#include "commands.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace command {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t columns = 100;

/// `text` in lines that fit, the further ones below the first.
std::string wrapped(const std::string& text, std::size_t margin)
{
    std::string out;
    std::string line;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find(' ', start), text.size());
        const auto word = text.substr(start, end - start);
        if (!line.empty() && margin + line.size() + 1 + word.size() > columns) {
            out += line + "\n" + std::string(margin, ' ');
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
        start = end + 1;
    }
    return out + line;
}

std::string text_of(const Section& section)
{
    std::size_t width = 0;
    for (const auto& line : section.lines)
        width = std::max(width, line.name.size());
    const std::size_t margin = 10 + (width > 0 ? width + 2 : 0);
    std::string text;
    for (const auto& line : section.lines) {
        const auto& heading = &line == &section.lines.front() ? section.heading : std::string{};
        text += fmt::format("  {:<8}", heading);
        if (width > 0) text += fmt::format("{:<{}}  ", line.name, width);
        text += wrapped(line.what, margin) + "\n";
    }
    return text;
}

void show(const std::string& file, const tiersim::Scenario& scenario)
{
    fmt::print("{}: {}\n", file, scenario.name.empty() ? "(no name)" : scenario.name);
    if (!scenario.about.empty()) fmt::print("  {}\n", wrapped(scenario.about, 2));
    fmt::print("\n");
    for (const auto& section : sections_of(scenario))
        fmt::print("{}\n", text_of(section));
}

/// The scenario files of a folder, by name.
std::vector<std::string> files_in(const fs::path& folder)
{
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.path().extension() == ".json") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

/// One line for each scenario of a folder.
int show_folder(const fs::path& folder)
{
    const auto files = files_in(folder);
    if (files.empty()) fmt::print("{}: no scenario files (*.json)\n", folder.string());
    std::size_t width = 0;
    for (const auto& file : files)
        width = std::max(width, file.size());
    for (const auto& file : files) {
        std::string about = "has problems; tiersim check tells them";
        try {
            const auto scenario = tiersim::read_scenario(file);
            about = scenario.about.empty() ? scenario.name : scenario.about;
        } catch (const tiersim::ScenarioError&) {
        }
        fmt::print("{:<{}}  {}\n", file, width, wrapped(about, width + 2));
    }
    return met;
}

int show_file(const std::string& file, const Options& options)
{
    try {
        const auto scenario = tiersim::read_scenario(file, options.settings);
        if (options.format == Format::json)
            fmt::print("{}", tiersim::write_scenario(scenario));
        else
            show(file, scenario);
        return met;
    } catch (const tiersim::ScenarioError& error) {
        fmt::print(stderr, "{}", error.what());
        return bad_input;
    }
}

}  // namespace

int list(const Options& options)
{
    if (options.files.empty())
        return show_folder(fs::is_directory("scenarios") ? "scenarios" : ".");
    int worst = met;
    for (const auto& file : options.files)
        worst = std::max(worst,
                         fs::is_directory(file) ? show_folder(file) : show_file(file, options));
    return worst;
}

}  // namespace command
