// SPDX-License-Identifier: MIT
/// Goes through all members of a scenario by their tables and finds those that are out of range.
#pragma once

#include "scenario/table_scenario.hpp"
#include "scenario/together.hpp"
#include "tiersim/core/quantity.hpp"
#include "tiersim/scenario/problem.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiersim {

/// Collects what is out of range.
class Ranges {
public:
    std::vector<Problem> take() { return std::move(problems_); }

    void look(bool /*value*/, const table::Rule& /*rule*/) {}
    void look(double value, const table::Rule& rule);
    void look(std::uint32_t value, const table::Rule& rule);
    void look(std::uint64_t value, const table::Rule& rule);
    void look(const std::string& value, const table::Rule& rule);
    void look(Duration value, const table::Rule& rule);
    void look(Rate value, const table::Rule& rule);
    void look(Probability value, const table::Rule& rule);
    void look(Bytes /*value*/, const table::Rule& /*rule*/) {}
    void look(const Quantity& /*value*/, const table::Rule& /*rule*/) {}
    void look(const Step& step, const table::Rule& rule) { look(step.does, rule); }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void look(Enum /*value*/, const table::Rule& /*rule*/) {}

    template <class T>
    void look(const std::optional<T>& value, const table::Rule& rule)
    {
        if (value) look(*value, rule);
    }

    template <class T>
    void look(const std::vector<T>& values, const table::Rule& rule)
    {
        if (values.size() < rule.items) expect("at least one item", "none");
        for (std::size_t i = 0; i < values.size(); ++i)
            look_below(std::to_string(i), values[i], rule);
    }

    template <table::Choice T>
    void look(const T& value, const table::Rule& /*rule*/)
    {
        const auto chosen = [&](const auto& alternative) { look_chosen(alternative); };
        std::visit(chosen, value);
    }

    template <table::Struct T>
    void look(const T& value, const table::Rule& /*rule*/)
    {
        const auto member = [&](std::string_view name, auto place, std::string_view,
                                const table::Rule& rule) { look_below(name, value.*place, rule); };
        const auto before = problems_.size();
        describe(table::Of<T>{}, member);
        if (problems_.size() == before) note(together(value));
    }

private:
    template <class T>
    void look_chosen(const T& value)
    {
        if constexpr (table::Titled<T>) look_below(title(table::Of<T>{}).name, value, table::any);
    }

    template <class T>
    void look_below(std::string_view step, const T& value, const table::Rule& rule)
    {
        const auto length = pointer_.size();
        pointer_.append("/").append(step);
        look(value, rule);
        pointer_.resize(length);
    }

    void expect(std::string expected, std::string found);
    void note(Misfits misfits);

    std::string pointer_;
    std::vector<Problem> problems_;
};

/// Letters, digits, "-", "_" and ".", the first a letter or a digit.
bool well_formed(std::string_view name);

}  // namespace tiersim
