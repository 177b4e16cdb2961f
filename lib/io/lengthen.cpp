// SPDX-License-Identifier: MIT
/// Goes through the tree and the tables together.
#include "io/lengthen.hpp"

#include "io/reader.hpp"
#include "scenario/table_scenario.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tiersim::json {

namespace {

/// `value` as the only member of an object, in the same place.
void wrap(Value& value, std::string_view key)
{
    auto outer = object();
    outer.origin = value.origin;
    const auto origin = value.origin;
    add(outer, key, std::move(value));
    outer.keys.back().origin = origin;
    value = std::move(outer);
}

template <class T>
void lengthen(Value& value);

template <table::Choice T>
void lengthen_choice(Value& value)
{
    if (value.type == Type::text) {
        const auto names = alternative_names<T>();
        if (std::find(names.begin(), names.end(), value.text) != names.end()) {
            const auto name = value.text;
            const auto origin = value.origin;
            value = object();
            value.origin = origin;
            wrap(value, name);
        }
    }
    if constexpr (std::is_same_v<T, Distribution>)
        if (value.type == Type::text) wrap(value, title(table::Of<Constant>{}).name);
    if (!names_alternative<T>(value)) return;
    table::each_alternative(table::Of<T>{}, [&]<class A>(table::Of<A> of) {
        if (value.keys.front().name == title(of).name) lengthen<A>(value.items.front());
    });
}

template <table::Struct T>
void lengthen_struct(Value& value)
{
    bool done = false;
    const auto alone = [&]<class Member>(std::string_view name, Member T::*, auto,
                                         const table::Rule& rule) {
        if (done || !rule.alone || !stands_alone<Member>(value)) return;
        wrap(value, name);
        done = true;
    };
    describe(table::Of<T>{}, alone);
    const auto member = [&]<class Member>(std::string_view name, Member T::*, auto, auto) {
        if (auto* found = value.find(name)) lengthen<Member>(*found);
    };
    describe(table::Of<T>{}, member);
}

template <class T>
void lengthen(Value& value)
{
    if constexpr (table::is_optional<T>) {
        lengthen<typename T::value_type>(value);
    } else if constexpr (table::is_vector<T>) {
        if (value.type != Type::list) return;
        for (auto& item : value.items)
            lengthen<typename T::value_type>(item);
    } else if constexpr (std::is_same_v<T, Step>) {
        lengthen<table::Does>(value);
    } else if constexpr (table::Choice<T>) {
        lengthen_choice<T>(value);
    } else if constexpr (table::Struct<T>) {
        lengthen_struct<T>(value);
    }
}

}  // namespace

void lengthen_scenario(Value& root) { lengthen<Scenario>(root); }

}  // namespace tiersim::json
