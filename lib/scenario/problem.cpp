// SPDX-License-Identifier: MIT
/// How problems are put into words and lines.
#include "tiersim/scenario/problem.hpp"

#include <algorithm>
#include <utility>

namespace tiersim {

namespace {

constexpr std::size_t columns = 100;
constexpr std::size_t indent = 4;

std::string place(const Problem& problem)
{
    std::string text;
    if (problem.line > 0)
        text = std::to_string(problem.line) + ":" + std::to_string(problem.column) + "  ";
    return problem.pointer.empty() ? text : text + problem.pointer + ": ";
}

std::string sentence(const Problem& problem)
{
    std::string text = problem.says;
    if (text.empty()) text = "expected " + problem.expected;
    if (problem.says.empty() && !problem.found.empty()) text += ", got " + problem.found;
    if (!problem.suggestion.empty()) text += "; did you mean \"" + problem.suggestion + "\"?";
    return text;
}

/// The choices, broken into indented lines.
std::string choices(const Problem& problem)
{
    const std::string margin(indent + 2, ' ');
    std::string line = margin + problem.choices_title + ": ";
    std::string text;
    for (std::size_t i = 0; i < problem.choices.size(); ++i) {
        const auto word = problem.choices[i] + (i + 1 < problem.choices.size() ? ", " : "");
        if (line.size() + word.size() > columns) {
            text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
            line = margin + "  ";
        }
        line += word;
    }
    return "\n" + text + line;
}

std::string count(std::size_t number, const std::string& noun)
{
    return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

/// How many errors and how many warnings, in words.
std::string tally(const std::vector<const Problem*>& problems)
{
    const auto warnings = static_cast<std::size_t>(
        std::count_if(problems.begin(), problems.end(),
                      [](const Problem* one) { return one->severity == Severity::warning; }));
    const auto errors = problems.size() - warnings;
    if (warnings == 0) return count(errors, "problem");
    if (errors == 0) return count(warnings, "warning");
    return count(errors, "problem") + ", " + count(warnings, "warning");
}

std::vector<std::string> files_of(const std::vector<Problem>& problems)
{
    std::vector<std::string> files;
    for (const auto& problem : problems) {
        if (std::find(files.begin(), files.end(), problem.file) == files.end())
            files.push_back(problem.file);
    }
    return files;
}

std::string section(const std::string& file, const std::vector<Problem>& problems)
{
    std::vector<const Problem*> here;
    for (const auto& problem : problems) {
        if (problem.file == file) here.push_back(&problem);
    }
    std::string text = (file.empty() ? "scenario" : file) + ": " + tally(here) + "\n\n";
    const bool mixed = tally(here).find(',') != std::string::npos;
    for (const auto* problem : here) {
        const bool marked = mixed && problem->severity == Severity::warning;
        text += "  " + std::string{marked ? "warning: " : ""} + to_text(*problem) + "\n";
    }
    return text;
}

}  // namespace

std::string to_text(const Problem& problem)
{
    auto text = place(problem) + sentence(problem);
    if (!problem.choices.empty()) text += choices(problem);
    return text;
}

std::string to_text(const std::vector<Problem>& problems)
{
    std::string text;
    for (const auto& file : files_of(problems)) {
        if (!text.empty()) text += "\n";
        text += section(file, problems);
    }
    return text;
}

ScenarioError::ScenarioError(std::vector<Problem> problems)
    : std::runtime_error{to_text(problems)}, problems_{std::move(problems)}
{
}

}  // namespace tiersim
