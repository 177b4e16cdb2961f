// SPDX-License-Identifier: MIT
/// Makes a tree of values from the structs of a scenario by their tables: without defaults, with
/// short forms.
#pragma once

#include "io/json.hpp"
#include "io/reader.hpp"
#include "scenario/table_scenario.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tiersim::json {

Value write(bool value);
Value write(double value);
Value write(std::uint32_t value);
Value write(std::uint64_t value);
Value write(const std::string& value);
Value write(Duration value);
Value write(Rate value);
Value write(Probability value);
Value write(Bytes value);
Value write(const Quantity& value);
Value write(const Step& value);

template <class Enum>
requires std::is_enum_v<Enum> Value write(Enum value)
{
    for (const auto& word : words(table::Of<Enum>{})) {
        if (word.value == value) return text(word.name);
    }
    throw std::invalid_argument{"an enumerator that has no name in files"};
}

template <class T>
Value write(const std::optional<T>& value);
template <class T>
Value write(const std::vector<T>& values);
template <table::Choice T>
Value write(const T& value);
template <table::Struct T>
Value write(const T& value);

/// What of `value` stands in a file: not what was read from another file.
template <class T>
T without_contents(T value)
{
    return value;
}
Empirical without_contents(Empirical value);
Trace without_contents(Trace value);
Haproxy without_contents(Haproxy value);

template <class T>
Value write(const std::optional<T>& value)
{
    return value ? write(*value) : Value{};
}

template <class T>
Value write(const std::vector<T>& values)
{
    auto items = list();
    for (const auto& value : values)
        items.items.push_back(write(value));
    return items;
}

/// All members of `value` that are required or differ from their default.
template <table::Struct T>
Value write_members(const T& value)
{
    auto members = object();
    const T standard{};
    const auto member = [&](std::string_view name, auto place, std::string_view,
                            const table::Rule& rule) {
        if (rule.required || !(value.*place == standard.*place))
            add(members, name, write(value.*place));
    };
    describe(table::Of<T>{}, member);
    return members;
}

/// The member that may stand for the whole, when it is the only one that says something.
template <table::Struct T>
std::optional<Value> write_alone(const Value& members)
{
    std::optional<Value> alone;
    const auto look = [&](std::string_view name, auto, std::string_view, const table::Rule& rule) {
        if (rule.alone && members.keys.size() == 1 && members.keys.front().name == name)
            alone = members.items.front();
    };
    describe(table::Of<T>{}, look);
    return alone;
}

template <table::Struct T>
Value write(const T& value)
{
    auto members = write_members(without_contents(value));
    if (auto alone = write_alone<T>(members)) return std::move(*alone);
    return members;
}

template <class T>
Value write_chosen(const T& chosen)
{
    if constexpr (!table::Titled<T>) {
        throw std::invalid_argument{"\"" + chosen.name +
                                    "\" is defined in C++; it cannot be written to a file"};
    } else {
        const auto name = title(table::Of<T>{}).name;
        auto inside = write(chosen);
        if (inside.type == Type::object && inside.keys.empty() && needs_nothing<T>())
            return text(name);
        if constexpr (std::is_same_v<T, Constant>) return inside;
        auto choice = object();
        add(choice, name, std::move(inside));
        return choice;
    }
}

template <table::Choice T>
Value write(const T& value)
{
    return std::visit([](const auto& chosen) { return write_chosen(chosen); }, value);
}

}  // namespace tiersim::json
