// SPDX-License-Identifier: MIT
/// Prints a result as JSON by its tables, one figure after the other: the timelines of long runs
/// are too long for a tree of values.
#pragma once

#include "report/result_value.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

namespace tiersim::report {

/// Whether a figure of this type is a list or has lists or structs in it.
template <class T>
inline constexpr bool is_nested = Struct<T> || table::is_vector<T>;

/// Whether a struct has no structs and lists in it: a row of a timeline.
template <Struct T>
constexpr bool is_row()
{
    bool flat = true;
    const auto look = [&](const Key&, auto figure) {
        using Type = std::decay_t<std::invoke_result_t<decltype(figure), const T&>>;
        flat = flat && !is_nested<Type>;
    };
    describe(Of<T>{}, look);
    return flat;
}

/// Appends JSON to a text: one figure or row a line.
class ResultPrinter {
public:
    explicit ResultPrinter(std::string& out) : out_{&out} {}

    template <class T>
    void print(const Key& key, const T& value, std::size_t margin, std::size_t used)
    {
        if constexpr (table::is_vector<T>)
            print_list(key, value, margin);
        else if constexpr (Struct<T>)
            print_struct(key, value, margin, used);
        else
            json::print(value_of(key, value), margin, used, *out_);
    }

private:
    static constexpr std::size_t step = 2;

    void begin_line(bool first, std::size_t margin)
    {
        *out_ += first ? "\n" : ",\n";
        out_->append(margin, ' ');
    }

    template <class T>
    void print_list(const Key& key, const std::vector<T>& values, std::size_t margin)
    {
        *out_ += '[';
        bool first = true;
        for (const auto& value : values) {
            begin_line(first, margin + step);
            print(key, value, margin + step, margin + step);
            first = false;
        }
        end_lines(first, margin, ']');
    }

    template <class T>
    void print_struct(const Key& key, const T& value, std::size_t margin, std::size_t used)
    {
        if constexpr (is_row<T>()) {
            json::print(value_of(key, value), margin, used, *out_);
        } else {
            *out_ += '{';
            bool first = true;
            const auto add = [&](const Key& member, auto figure) {
                begin_line(first, margin + step);
                const auto name = json::in_quotes(member.name) + ": ";
                *out_ += name;
                print(member, std::invoke(figure, value), margin + step,
                      margin + step + name.size());
                first = false;
            };
            describe(Of<T>{}, add);
            end_lines(first, margin, '}');
        }
    }

    void end_lines(bool none, std::size_t margin, char bracket)
    {
        if (!none) {
            *out_ += '\n';
            out_->append(margin, ' ');
        }
        *out_ += bracket;
    }

    std::string* out_;
};

}  // namespace tiersim::report
