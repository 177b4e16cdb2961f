// SPDX-License-Identifier: MIT
/// A JSON text as a tree in which every value knows where it stands, so that whatever is wrong with
/// its meaning can be shown in its place.
#pragma once

#include "tiersim/scenario/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::json {

/// Where a value came from: a byte of the text, or a setting of the command line.
struct Origin {
    std::size_t offset = 0;
    std::string setting{};  ///< Empty: from the text.
};

/// A key of an object and where it stands.
struct Key {
    std::string name{};
    Origin origin{};
};

/// The kinds of values that JSON has.
enum class Type : std::uint8_t { null, boolean, number, text, list, object };

/// Any JSON value; objects keep their keys in order, and twice when they stand there twice.
struct Value {
    Type type = Type::null;
    bool truth = false;
    double number = 0.0;
    std::optional<std::uint64_t> whole{};  ///< The number, when it is such.
    std::string text{};                    ///< Of a text; of a number as it stood.
    std::vector<Key> keys{};               ///< Of an object; `items` has their values.
    std::vector<Value> items;
    Origin origin{};

    /// The member of an object called `name`, the last of several; null when there is none.
    const Value* find(std::string_view name) const;
    Value* find(std::string_view name);
};

Value boolean(bool truth);
Value number(double number);
Value whole(std::uint64_t number);
Value text(std::string_view text);
Value list(std::vector<Value> items = {});
Value object();

/// Adds a member behind all others.
void add(Value& object, std::string_view key, Value value);

/// A tree, or why there is none, and which keys stand twice.
struct Parsed {
    std::optional<Value> root{};
    std::vector<Problem> problems{};
};

/// Reads JSON with comments; nests at most 100 deep.
Parsed parse(std::string_view text);

/// The line and column of a byte: lines from 1, columns in characters from 1.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
};
Position position(std::string_view text, std::size_t offset);

/// A text in quotes, as JSON writes it.
std::string in_quotes(std::string_view text);

/// `value` as people lay it out: on one line where it fits 100 columns, otherwise one item a line.
std::string print(const Value& value);

/// The same at the end of `out`, whose last line has `used` columns; further lines are indented by
/// more than `margin`.
void print(const Value& value, std::size_t margin, std::size_t used, std::string& out);

/// `value` in a few words, for messages: a number, a short text, "a list".
std::string brief(const Value& value);

/// `key` as a step of a JSON pointer.
std::string pointer_step(std::string_view key);

}  // namespace tiersim::json
