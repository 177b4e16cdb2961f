// SPDX-License-Identifier: MIT
/// JSON values, made and laid out.
#include "io/json.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace tiersim::json {

namespace {

constexpr std::size_t columns = 100;
constexpr std::size_t indentation = 2;

std::string on_one_line(const Value& value)
{
    switch (value.type) {
        case Type::null: return "null";
        case Type::boolean: return value.truth ? "true" : "false";
        case Type::number: return value.text;
        case Type::text: return in_quotes(value.text);
        case Type::list:
        case Type::object: break;
    }
    const bool keyed = value.type == Type::object;
    std::string line = keyed ? "{" : "[";
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) line += ", ";
        if (keyed) line += in_quotes(value.keys[i].name) + ": ";
        line += on_one_line(value.items[i]);
    }
    return line + (keyed ? "}" : "]");
}

std::string escaped(char letter)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (letter) {
        case '"': return "\\\"";
        case '\\': return "\\\\";
        case '\n': return "\\n";
        case '\t': return "\\t";
        default: break;
    }
    const auto code = static_cast<unsigned char>(letter);
    if (code >= 0x20) return {letter};
    return std::string{"\\u00"} + hex[code >> 4U] + hex[code & 15U];
}

}  // namespace

Value boolean(bool truth)
{
    Value value;
    value.type = Type::boolean;
    value.truth = truth;
    return value;
}

Value number(double number)
{
    constexpr double two_to_64 = 18446744073709551616.0;
    Value value;
    value.type = Type::number;
    value.number = number;
    value.text = to_text(number);
    if (number >= 0.0 && number < two_to_64 && std::floor(number) == number)
        value.whole = static_cast<std::uint64_t>(number);
    return value;
}

Value whole(std::uint64_t number)
{
    Value value;
    value.type = Type::number;
    value.number = static_cast<double>(number);
    value.whole = number;
    value.text = std::to_string(number);
    return value;
}

Value text(std::string_view text)
{
    Value value;
    value.type = Type::text;
    value.text = text;
    return value;
}

Value list(std::vector<Value> items)
{
    Value value;
    value.type = Type::list;
    value.items = std::move(items);
    return value;
}

Value object()
{
    Value value;
    value.type = Type::object;
    return value;
}

void add(Value& object, std::string_view key, Value value)
{
    object.keys.push_back({std::string{key}, {}});
    object.items.push_back(std::move(value));
}

std::string in_quotes(std::string_view text)
{
    std::string quoted = "\"";
    for (const char letter : text)
        quoted += escaped(letter);
    return quoted + "\"";
}

void print(const Value& value, std::size_t margin, std::size_t used, std::string& out)
{
    auto line = on_one_line(value);
    if (value.items.empty() || used + line.size() < columns) {
        out += line;
        return;
    }
    const bool keyed = value.type == Type::object;
    out += keyed ? "{" : "[";
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const auto key = keyed ? in_quotes(value.keys[i].name) + ": " : std::string{};
        out += (i > 0 ? ",\n" : "\n") + std::string(margin + indentation, ' ') + key;
        print(value.items[i], margin + indentation, margin + indentation + key.size(), out);
    }
    out += "\n" + std::string(margin, ' ') + (keyed ? "}" : "]");
}

std::string print(const Value& value)
{
    std::string out;
    print(value, 0, 0, out);
    return out + "\n";
}

std::string brief(const Value& value)
{
    constexpr std::size_t longest = 40;
    switch (value.type) {
        case Type::list: return value.items.empty() ? "an empty list" : "a list";
        case Type::object: return value.items.empty() ? "an empty object" : "an object";
        default: break;
    }
    auto line = on_one_line(value);
    if (line.size() <= longest) return line;
    auto end = longest - 4;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
        --end;
    return line.substr(0, end) + (value.type == Type::text ? "...\"" : "...");
}

std::string pointer_step(std::string_view key)
{
    std::string step_text;
    for (const char letter : key) {
        if (letter == '~')
            step_text += "~0";
        else if (letter == '/')
            step_text += "~1";
        else
            step_text += letter;
    }
    return step_text;
}

}  // namespace tiersim::json
