// SPDX-License-Identifier: MIT
/// Goes through all tables from the scenario down, and writes a section for each.
#include "io/reference.hpp"

#include "io/writer.hpp"
#include "scenario/table_scenario.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <functional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace reference {

using namespace tiersim;

namespace {

std::string code(std::string_view text) { return "`" + std::string{text} + "`"; }

std::string link(std::string_view title)
{
    return "[" + std::string{title} + "](#" + std::string{title} + ")";
}

/// The bounds of a number, as in "at least 1".
std::string bounds(const table::Rule& rule)
{
    std::string text;
    if (rule.above) text += " above " + to_text(*rule.above);
    if (rule.least && *rule.least > 0.0) text += " of at least " + to_text(*rule.least);
    if (rule.most) text += (text.empty() ? " of at most " : ", at most ") + to_text(*rule.most);
    return text;
}

/// Writes sections, each title once.
class Pages {
public:
    std::string write()
    {
        visit<Scenario>();
        std::string text;
        for (const auto& section : sections_)
            text += section;
        return text;
    }

private:
    template <class T>
    std::string type_of(const table::Rule& rule)
    {
        if constexpr (table::is_optional<T>) {
            return type_of<typename T::value_type>(rule);
        } else if constexpr (table::is_vector<T>) {
            return "list of " + type_of<typename T::value_type>(rule);
        } else if constexpr (std::is_same_v<T, Step>) {
            return type_of<table::Does>(rule);
        } else if constexpr (table::Titled<T>) {
            waiting_.push_back([this] { visit<T>(); });
            return link(title(table::Of<T>{}).name);
        } else {
            return plain_type<T>(rule);
        }
    }

    template <class T>
    static std::string plain_type(const table::Rule& rule)
    {
        const std::string positive = rule.above ? " above 0" : "";
        if constexpr (std::is_same_v<T, bool>) return "true or false";
        if constexpr (std::is_same_v<T, double>) return "number" + bounds(rule);
        if constexpr (std::is_same_v<T, std::uint32_t> || std::is_same_v<T, std::uint64_t>)
            return "whole number" + bounds(rule);
        if constexpr (std::is_same_v<T, std::string>) return rule.well_formed ? "name" : "text";
        if constexpr (std::is_same_v<T, Duration>) return "duration" + positive;
        if constexpr (std::is_same_v<T, Rate>) return "rate" + positive;
        if constexpr (std::is_same_v<T, Probability>) return "share" + positive;
        if constexpr (std::is_same_v<T, Bytes>) return "size";
        if constexpr (std::is_same_v<T, Quantity>) return "duration, share or rate";
        if constexpr (std::is_enum_v<T>) {
            std::string text;
            for (const auto& word : words(table::Of<T>{}))
                text += (text.empty() ? "" : ", ") + code("\"" + std::string{word.name} + "\"");
            return text;
        }
        return {};
    }

    /// The default as it would stand in a file; nothing for what is empty.
    template <class Member>
    static std::string standard_of(const Member& member, const table::Rule& rule)
    {
        if (rule.required) return "**required**";
        if constexpr (table::is_optional<Member> || table::is_vector<Member>) return "";
        const auto value = json::write(member);
        if (value.type == json::Type::text && value.text.empty()) return "";
        if (value.type == json::Type::object && value.items.empty()) return "";
        auto text = json::print(value);
        text.pop_back();
        return code(text);
    }

    template <class T>
    void visit()
    {
        const auto [name, about] = title(table::Of<T>{});
        if (!known_.emplace(name).second) return;
        const auto place = sections_.size();
        sections_.emplace_back();
        auto text = "\n## " + std::string{name} + "\n\n" + std::string{about} + "\n";
        if constexpr (table::Choice<T>)
            text += choices_of<T>();
        else
            text += members_of<T>();
        sections_[place] = text;
        const auto waiting = std::move(waiting_);
        waiting_.clear();
        for (const auto& next : waiting)
            next();
    }

    template <class T>
    std::string members_of()
    {
        std::string rows;
        std::string alone;
        const T standard{};
        const auto row = [&]<class Member>(std::string_view name, Member T::*member,
                                           std::string_view about, const table::Rule& rule) {
            rows += "| " + code(name) + " | " + type_of<Member>(rule) + " | " +
                    standard_of(standard.*member, rule) + " | " + std::string{about} + " |\n";
            if (rule.alone) alone = name;
        };
        describe(table::Of<T>{}, row);
        if (rows.empty()) return "\nHas no members.\n";
        const auto head = "\n| key | value | default | meaning |\n|---|---|---|---|\n";
        const auto short_form = "\nIn short: the value of " + code(alone) + " alone.\n";
        return (alone.empty() ? "" : short_form) + head + rows;
    }

    template <class T>
    std::string choices_of()
    {
        std::string rows = "\nOne of:\n\n";
        table::each_alternative(table::Of<T>{}, [&]<class A>(table::Of<A> of) {
            waiting_.push_back([this] { visit<A>(); });
            rows += "- " + link(title(of).name) +
                    (json::needs_nothing<A>()
                         ? ", in short " + code("\"" + std::string{title(of).name} + "\"")
                         : "") +
                    ": " + std::string{title(of).about} + "\n";
        });
        return rows;
    }

    std::set<std::string, std::less<>> known_;
    std::vector<std::string> sections_;
    std::vector<std::function<void()>> waiting_;
};

}  // namespace

std::string markdown()
{
    return "# Scenario files: reference\n\n"
           "Every key of a [scenario file](scenario-files.md), made from the tables in "
           "`lib/scenario` by a test.\nThe names are those of the C++ structs in "
           "`include/tiersim/`.\n" +
           Pages{}.write();
}

}  // namespace reference
