// SPDX-License-Identifier: MIT
/// Words and numbers of problems.
#include "scenario/findings.hpp"

#include "tiersim/core/nearest.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tiersim {

Problem unknown_name(std::string pointer, const std::string& name, const std::string& title,
                     std::vector<std::string> known)
{
    Problem problem{.pointer = std::move(pointer),
                    .says = "nothing here is called \"" + name + "\""};
    problem.suggestion = nearest(name, known);
    if (known.empty()) return problem;
    std::vector<std::string> once;
    for (auto& one : known) {
        if (std::find(once.begin(), once.end(), one) == once.end()) once.push_back(std::move(one));
    }
    problem.choices_title = title;
    problem.choices = std::move(once);
    return problem;
}

Problem error_at(std::string pointer, std::string says)
{
    return {.pointer = std::move(pointer), .says = std::move(says)};
}

Problem warning_at(std::string pointer, std::string says)
{
    return {.severity = Severity::warning, .pointer = std::move(pointer), .says = std::move(says)};
}

std::string item(const std::string& list, std::size_t index)
{
    return list + "/" + std::to_string(index);
}

std::string in_quotes(Duration length) { return "\"" + to_text(length) + "\""; }

std::string grouped(std::uint64_t number)
{
    auto text = std::to_string(number);
    for (auto at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string rounded(double number)
{
    constexpr double countable = 1e15;
    if (number >= 99.95 && number < countable)
        return grouped(static_cast<std::uint64_t>(std::llround(number)));
    if (number >= 0.001) return fmt::format("{:.3g}", number);
    return fmt::format("{:.2g}", number);
}

std::string counted(std::uint64_t number, const std::string& noun)
{
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
}

}  // namespace tiersim
