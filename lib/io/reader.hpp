// SPDX-License-Identifier: MIT
/// Reads a tree of values into the structs of a scenario by their tables, and notes all that has
/// not the right shape. Ranges and references are for the checks of the scenario.
#pragma once

#include "io/json.hpp"
#include "scenario/table_scenario.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiersim::json {

/// A problem with a value, before its place in the text is known.
struct Misfit {
    Origin origin{};
    Problem problem{};
};

/// Goes through a tree and a struct together.
class Reader {
public:
    const std::vector<Misfit>& misfits() const { return misfits_; }

    void read(const Value& value, bool& out);
    void read(const Value& value, double& out);
    void read(const Value& value, std::uint32_t& out);
    void read(const Value& value, std::uint64_t& out);
    void read(const Value& value, std::string& out);
    void read(const Value& value, Duration& out);
    void read(const Value& value, Rate& out);
    void read(const Value& value, Probability& out);
    void read(const Value& value, Bytes& out);
    void read(const Value& value, Quantity& out);
    void read(const Value& value, Step& out) { read(value, out.does); }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void read(const Value& value, Enum& out);

    template <class T>
    void read(const Value& value, std::optional<T>& out)
    {
        read(value, out.emplace());
    }

    template <class T>
    void read(const Value& value, std::vector<T>& out);

    template <table::Choice T>
    void read(const Value& value, T& out);

    template <table::Struct T>
    void read(const Value& value, T& out);

private:
    template <class T>
    void read_members(const Value& value, T& out);
    template <class Alternative, class T>
    void read_alternative(const Value& value, std::string_view name, T& out);

    /// Notes that `value` is not what was expected.
    void unfit(const Value& value, std::string expected);
    void unknown(const Origin& origin, std::string_view what, const std::string& name,
                 const std::string& title, std::vector<std::string> known);
    void no_choice(const Value& value, const std::string& what, std::vector<std::string> known);
    void missing(const Value& object, std::string_view key, std::string_view about);
    void unknown_keys(const Value& object, std::vector<std::string> known,
                      const std::vector<std::string>& alone);

    /// Reads with `step` added to the pointer.
    template <class T>
    void read_below(std::string_view step, const Value& value, T& out)
    {
        const auto length = pointer_.size();
        pointer_ += "/" + pointer_step(step);
        read(value, out);
        pointer_.resize(length);
    }

    std::string pointer_;
    std::vector<Misfit> misfits_;
};

/// The names of all alternatives that a file may choose.
template <table::Choice T>
std::vector<std::string> alternative_names()
{
    std::vector<std::string> names;
    table::each_alternative(table::Of<T>{}, [&](auto of) { names.emplace_back(title(of).name); });
    return names;
}

/// Whether an object of one key names an alternative of T.
template <table::Choice T>
bool names_alternative(const Value& value)
{
    if (value.type != Type::object || value.keys.size() != 1) return false;
    bool found = false;
    table::each_alternative(table::Of<T>{}, [&](auto of) {
        found = found || title(of).name == value.keys.front().name;
    });
    return found;
}

/// Whether `value` is meant for a member that may stand alone, and not for the object around it.
template <class Member>
bool stands_alone(const Value& value)
{
    if constexpr (table::Choice<Member>) {
        return value.type != Type::object || names_alternative<Member>(value);
    } else if constexpr (table::is_vector<Member>) {
        return value.type == Type::list;
    } else {
        return value.type != Type::object && value.type != Type::list;
    }
}

/// Whether a struct can be left out of its alternative, as in "crash".
template <class T>
bool needs_nothing()
{
    bool nothing = true;
    const auto look = [&](auto, auto, auto, const table::Rule& rule) {
        nothing = nothing && !rule.required;
    };
    describe(table::Of<T>{}, look);
    return nothing;
}

/// The alternatives that may stand in place of a struct's only important member.
template <class T>
std::vector<std::string> names_that_stand_alone()
{
    std::vector<std::string> names;
    const auto look = [&]<class Member>(auto, Member T::*, auto, const table::Rule& rule) {
        if constexpr (table::Choice<Member>)
            if (rule.alone) names = alternative_names<Member>();
    };
    describe(table::Of<T>{}, look);
    return names;
}

template <class Enum>
requires std::is_enum_v<Enum>
void Reader::read(const Value& value, Enum& out)
{
    std::vector<std::string> known;
    for (const auto& word : words(table::Of<Enum>{})) {
        if (value.type == Type::text && value.text == word.name) {
            out = word.value;
            return;
        }
        known.emplace_back(word.name);
    }
    if (value.type == Type::text)
        unknown(value.origin, "unknown word", value.text, "known here", known);
    else
        unfit(value, "a word such as \"" + known.front() + "\"");
}

template <class T>
void Reader::read(const Value& value, std::vector<T>& out)
{
    if (value.type != Type::list) {
        unfit(value, "a list");
        return;
    }
    out.clear();
    for (const auto& item : value.items) {
        T one{};
        read_below(std::to_string(out.size()), item, one);
        out.push_back(std::move(one));
    }
}

template <class Alternative, class T>
void Reader::read_alternative(const Value& value, std::string_view name, T& out)
{
    if (title(table::Of<Alternative>{}).name != name) return;
    auto& chosen = out.template emplace<Alternative>();
    if (value.type == Type::object) read_below(name, value.items.front(), chosen);
}

template <table::Choice T>
void Reader::read(const Value& value, T& out)
{
    const auto choose = [&](std::string_view name) {
        table::each_alternative(table::Of<T>{}, [&]<class A>(table::Of<A> /*of*/) {
            read_alternative<A>(value, name, out);
        });
    };
    if (names_alternative<T>(value)) return choose(value.keys.front().name);
    bool bare = false;
    table::each_alternative(table::Of<T>{}, [&]<class A>(table::Of<A> of) {
        bare = bare ||
               (value.type == Type::text && value.text == title(of).name && needs_nothing<A>());
    });
    if (bare) return choose(value.text);
    if constexpr (std::is_same_v<T, Distribution>) {
        if (value.type != Type::object && value.type != Type::list)
            return read(value, out.template emplace<Constant>());
    }
    no_choice(value, std::string{title(table::Of<T>{}).name}, alternative_names<T>());
}

template <table::Struct T>
void Reader::read(const Value& value, T& out)
{
    out = T{};  // not what the struct around it would have had by default
    bool done = false;
    const auto alone = [&](auto, auto member, auto, const table::Rule& rule) {
        using Member = std::remove_reference_t<decltype(out.*member)>;
        if (!rule.alone || !stands_alone<Member>(value)) return;
        read(value, out.*member);
        done = true;
    };
    describe(table::Of<T>{}, alone);
    if (done) return;
    if (value.type != Type::object) {
        unfit(value, "an object");
        return;
    }
    read_members(value, out);
}

template <class T>
void Reader::read_members(const Value& value, T& out)
{
    std::vector<std::string> known;
    const auto member = [&](std::string_view name, auto place, std::string_view about,
                            const table::Rule& rule) {
        known.emplace_back(name);
        if (const auto* found = value.find(name))
            read_below(name, *found, out.*place);
        else if (rule.required)
            missing(value, name, about);
    };
    describe(table::Of<T>{}, member);
    unknown_keys(value, std::move(known), names_that_stand_alone<T>());
}

}  // namespace tiersim::json
