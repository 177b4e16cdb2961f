// SPDX-License-Identifier: MIT
/// Makes the JSON Schema (draft-07) of scenario files from the tables, with a description on every
/// key, for editors that complete and explain while one types.
#pragma once

#include "io/json.hpp"
#include "io/reader.hpp"
#include "io/writer.hpp"
#include "scenario/table_scenario.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace tiersim::json {

/// Builds the schema of one type after the other; titled ones once, as definitions.
class SchemaWriter {
public:
    Value write();

private:
    Value of(bool*, const table::Rule&);
    Value of(double*, const table::Rule& rule);
    Value of(std::uint32_t*, const table::Rule& rule);
    Value of(std::uint64_t*, const table::Rule& rule);
    Value of(std::string*, const table::Rule& rule);
    Value of(Duration*, const table::Rule& rule);
    Value of(Rate*, const table::Rule& rule);
    Value of(Probability*, const table::Rule& rule);
    Value of(Bytes*, const table::Rule&);
    Value of(Quantity*, const table::Rule&);
    Value of(Step*, const table::Rule& rule)
    {
        return of(static_cast<table::Does*>(nullptr), rule);
    }

    template <class Enum>
    requires std::is_enum_v<Enum> Value of(Enum*, const table::Rule&);

    template <class T>
    Value of(std::optional<T>*, const table::Rule& rule)
    {
        return of(static_cast<T*>(nullptr), rule);
    }

    template <class T>
    Value of(std::vector<T>*, const table::Rule& rule);

    template <class T>
    requires table::Titled<T> Value of(T*, const table::Rule&)
    {
        define<T>();
        return reference(title(table::Of<T>{}).name);
    }

    template <class T>
    void define();
    template <table::Struct T>
    Value members_of();
    template <table::Struct T>
    Value definition();
    template <table::Choice T>
    Value definition();
    template <class Alternative>
    Value alternative();

    static Value reference(std::string_view name);
    static Value described(Value schema, std::string_view about);
    static Value typed(std::string_view type);
    static Value any_of(std::vector<Value> schemas);
    /// A text of a quantity: one of `units` behind a number; with `positive`, above zero.
    static Value quantity(std::string_view units, std::string_view about, bool positive);
    static void bound(Value& schema, const table::Rule& rule);

    /// What members of a struct must be to each other, where a schema can say it.
    template <class T>
    void refine(table::Of<T> /*of*/, Value& /*schema*/)
    {
    }
    void refine(table::Of<Expect>, Value& schema);
    Value bounds_in(const std::vector<Metric>& metrics, const Value& unit);

    std::set<std::string, std::less<>> defined_;
    Value definitions_ = object();
};

template <class T>
void SchemaWriter::define()
{
    const auto [name, about] = title(table::Of<T>{});
    if (!defined_.emplace(name).second) return;
    const auto place = definitions_.items.size();
    add(definitions_, name, {});  // in the order in which they are met
    auto schema = definition<T>();
    definitions_.items[place] = described(std::move(schema), about);
}

template <table::Struct T>
Value SchemaWriter::members_of()
{
    auto properties = object();
    auto needed = list();
    const T standard{};
    const auto member = [&]<class Member>(std::string_view name, Member T::*place,
                                          std::string_view about, const table::Rule& rule) {
        auto schema = described(of(static_cast<Member*>(nullptr), rule), about);
        if constexpr (!table::is_optional<Member> && !table::is_vector<Member>)
            if (!rule.required) add(schema, "default", json::write(standard.*place));
        add(properties, name, std::move(schema));
        if (rule.required) needed.items.push_back(text(name));
    };
    describe(table::Of<T>{}, member);
    auto schema = typed("object");
    add(schema, "properties", std::move(properties));
    if (!needed.items.empty()) add(schema, "required", std::move(needed));
    add(schema, "additionalProperties", boolean(false));
    refine(table::Of<T>{}, schema);
    return schema;
}

template <table::Struct T>
Value SchemaWriter::definition()
{
    std::vector<Value> ways;
    const auto alone = [&]<class Member>(auto, Member T::*, auto, const table::Rule& rule) {
        if (rule.alone) ways.push_back(of(static_cast<Member*>(nullptr), rule));
    };
    describe(table::Of<T>{}, alone);
    if (ways.empty()) return members_of<T>();
    ways.push_back(members_of<T>());
    return any_of(std::move(ways));
}

template <class Alternative>
Value SchemaWriter::alternative()
{
    const auto [name, about] = title(table::Of<Alternative>{});
    auto properties = object();
    add(properties, name, described(of(static_cast<Alternative*>(nullptr), table::any), about));
    auto schema = typed("object");
    add(schema, "properties", std::move(properties));
    add(schema, "required", list({text(name)}));
    add(schema, "additionalProperties", boolean(false));
    return schema;
}

template <table::Choice T>
Value SchemaWriter::definition()
{
    std::vector<Value> ways;
    auto bare = list();
    table::each_alternative(table::Of<T>{}, [&]<class A>(table::Of<A> of_alternative) {
        if (needs_nothing<A>()) bare.items.push_back(text(title(of_alternative).name));
    });
    if (!bare.items.empty()) {
        ways.push_back(object());
        add(ways.back(), "enum", std::move(bare));
    }
    if constexpr (std::is_same_v<T, Distribution>)
        ways.push_back(of(static_cast<Duration*>(nullptr), table::any));
    table::each_alternative(
        table::Of<T>{}, [&]<class A>(table::Of<A> /*of*/) { ways.push_back(alternative<A>()); });
    return any_of(std::move(ways));
}

template <class Enum>
requires std::is_enum_v<Enum> Value SchemaWriter::of(Enum*, const table::Rule& /*rule*/)
{
    std::vector<Value> ways;
    for (const auto& word : words(table::Of<Enum>{})) {
        auto way = object();
        add(way, "const", text(word.name));
        ways.push_back(described(std::move(way), word.about));
    }
    return any_of(std::move(ways));
}

template <class T>
Value SchemaWriter::of(std::vector<T>*, const table::Rule& rule)
{
    auto schema = typed("array");
    add(schema, "items", of(static_cast<T*>(nullptr), rule));
    if (rule.items > 0) add(schema, "minItems", whole(rule.items));
    return schema;
}

}  // namespace tiersim::json
