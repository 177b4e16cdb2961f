// SPDX-License-Identifier: MIT
/// Writes problems member by member.
#include "tiersim/io/problem_json.hpp"

#include "io/json.hpp"

#include <utility>

namespace tiersim {

namespace {

void add_text(json::Value& object, std::string_view key, const std::string& text)
{
    if (!text.empty()) json::add(object, key, json::text(text));
}

json::Value value_of(const Problem& problem)
{
    auto object = json::object();
    const bool warning = problem.severity == Severity::warning;
    json::add(object, "severity", json::text(warning ? "warning" : "error"));
    add_text(object, "file", problem.file);
    if (problem.line > 0) {
        json::add(object, "line", json::whole(problem.line));
        json::add(object, "column", json::whole(problem.column));
    }
    json::add(object, "pointer", json::text(problem.pointer));
    add_text(object, "expected", problem.expected);
    add_text(object, "found", problem.found);
    add_text(object, "says", problem.says);
    add_text(object, "suggestion", problem.suggestion);
    add_text(object, "choices_title", problem.choices_title);
    auto choices = json::list();
    for (const auto& choice : problem.choices)
        choices.items.push_back(json::text(choice));
    if (!choices.items.empty()) json::add(object, "choices", std::move(choices));
    return object;
}

}  // namespace

std::string json_of(const std::vector<Problem>& problems)
{
    auto list = json::list();
    for (const auto& problem : problems)
        list.items.push_back(value_of(problem));
    return json::print(list);
}

}  // namespace tiersim
