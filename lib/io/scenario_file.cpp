// SPDX-License-Identifier: MIT
/// From a text to a scenario: tree, settings, structs, checks; all problems in the order of the
/// file.
#include "tiersim/io/scenario_file.hpp"

#include "io/json.hpp"
#include "io/lengthen.hpp"
#include "io/locate.hpp"
#include "io/named_files.hpp"
#include "io/reader.hpp"
#include "io/settings.hpp"
#include "io/writer.hpp"
#include "tiersim/scenario/check.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace tiersim {

namespace {

/// A text with its name, which gives problems their places.
class Source {
public:
    Source(std::string_view text, std::string name) : text_{text}, name_{std::move(name)} {}

    Problem placed(Problem problem, const json::Origin& origin) const
    {
        problem.file = origin.setting.empty() ? name_ : "--set " + origin.setting;
        if (!origin.setting.empty()) return problem;
        const auto [line, column] = json::position(text_, origin.offset);
        problem.line = line;
        problem.column = column;
        return problem;
    }

    Problem named(Problem problem) const
    {
        problem.file = name_;
        return problem;
    }

private:
    std::string_view text_;
    std::string name_;
};

void sort_by_place(std::vector<Problem>& problems)
{
    const auto before = [](const Problem& a, const Problem& b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    };
    std::stable_sort(problems.begin(), problems.end(), before);
}

bool begins_with(const std::string& longer, const std::string& start)
{
    return longer.compare(0, start.size(), start) == 0 &&
           (longer.size() == start.size() || longer[start.size()] == '/' || start.empty());
}

/// The promise that a pointer leads into: "/expect/0"; empty: none.
std::string promise_of(const std::string& pointer)
{
    if (!begins_with(pointer, "/expect")) return {};
    return pointer.substr(0, pointer.find('/', std::string_view{"/expect/"}.size()));
}

/// Whether a problem of meaning may only be the shadow of one of shape.
bool shadowed(const std::string& pointer, const std::vector<json::Misfit>& misfits)
{
    const auto promise = promise_of(pointer);
    return std::any_of(misfits.begin(), misfits.end(), [&](const json::Misfit& misfit) {
        const auto& of_shape = misfit.problem.pointer;
        return begins_with(pointer, of_shape) || begins_with(of_shape, pointer) ||
               (!promise.empty() && promise_of(of_shape) == promise);
    });
}

/// The problems of meaning, with their places; without shadows of those of shape.
std::vector<Problem> placed(std::vector<Problem> problems, const Source& source,
                            const json::Value& root, const std::vector<json::Misfit>& misfits)
{
    std::vector<Problem> kept;
    for (auto& problem : problems) {
        const bool warning = problem.severity == Severity::warning;
        if (warning ? !misfits.empty() : shadowed(problem.pointer, misfits)) continue;
        const auto found = json::locate(root, problem.pointer);
        problem.pointer = found.pointer;
        kept.push_back(source.placed(std::move(problem), found.origin));
    }
    return kept;
}

void append(std::vector<Problem>& all, std::vector<Problem> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

std::vector<Problem> placed(const std::vector<json::Misfit>& misfits, const Source& source)
{
    std::vector<Problem> problems;
    problems.reserve(misfits.size());
    for (const auto& misfit : misfits)
        problems.push_back(source.placed(misfit.problem, misfit.origin));
    return problems;
}

std::string contents(const std::filesystem::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (!stream.is_open() || std::filesystem::is_directory(file)) {
        throw ScenarioError{{{.file = file.string(), .says = "cannot be read as a file"}}};
    }
    return text;
}

}  // namespace

Reading read_text_with_warnings(std::string_view text, const std::string& name,
                                const std::vector<Setting>& settings)
{
    const Source source{text, name};
    auto [root, problems] = json::parse(text);
    for (auto& problem : problems)
        problem = source.named(std::move(problem));
    if (!root) throw ScenarioError{problems};
    if (!settings.empty()) json::lengthen_scenario(*root);
    append(problems, placed(json::apply(settings, *root), source));
    Reading reading;
    json::Reader reader;
    reader.read(*root, reading.scenario);
    append(problems, placed(reader.misfits(), source));
    auto of_meaning = json::read_named_files(reading.scenario,
                                             std::filesystem::path{name}.parent_path());
    append(of_meaning, check(reading.scenario));
    append(problems, placed(std::move(of_meaning), source, *root, reader.misfits()));
    sort_by_place(problems);
    if (any_error(problems)) throw ScenarioError{std::move(problems)};
    reading.warnings = std::move(problems);
    return reading;
}

Reading read_with_warnings(const std::filesystem::path& file, const std::vector<Setting>& settings)
{
    return read_text_with_warnings(contents(file), file.string(), settings);
}

Scenario read_scenario(const std::filesystem::path& file, const std::vector<Setting>& settings)
{
    return read_with_warnings(file, settings).scenario;
}

Scenario read_scenario_text(std::string_view text, const std::string& name,
                            const std::vector<Setting>& settings)
{
    return read_text_with_warnings(text, name, settings).scenario;
}

Scenario with_settings(const Scenario& scenario, const std::vector<Setting>& settings)
{
    return read_scenario_text(write_scenario(scenario), scenario.name, settings);
}

std::string write_scenario(const Scenario& scenario) { return json::print(json::write(scenario)); }

}  // namespace tiersim
