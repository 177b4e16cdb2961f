// SPDX-License-Identifier: MIT
/// The values that are no structs, and how misfits are put.
#include "io/reader.hpp"

#include "tiersim/core/nearest.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <cctype>
#include <limits>

namespace tiersim::json {

namespace {

constexpr auto duration_hint = R"(a duration such as "250ms" or "2s")";
constexpr auto rate_hint = R"(a rate such as "400/s" or "30/min")";
constexpr auto share_hint = R"(a share such as "0.1%", or a number from 0 to 1)";
constexpr auto size_hint = R"(a size such as "64kB" or "4KiB")";

std::string whole_hint(std::uint64_t most)
{
    return "a whole number from 0 to " + std::to_string(most);
}

/// "The tier they ask." as it goes on after a colon: "the tier they ask".
std::string continued(std::string_view sentence)
{
    std::string text{sentence};
    if (!text.empty() && text.back() == '.') text.pop_back();
    const bool word = text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' &&
                      (text[1] == ' ' || (text[1] >= 'a' && text[1] <= 'z'));
    if (word) text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

}  // namespace

void Reader::read(const Value& value, bool& out)
{
    if (value.type == Type::boolean)
        out = value.truth;
    else
        unfit(value, "true or false");
}

void Reader::read(const Value& value, double& out)
{
    if (value.type == Type::number)
        out = value.number;
    else
        unfit(value, "a number");
}

void Reader::read(const Value& value, std::uint32_t& out)
{
    constexpr auto most = std::numeric_limits<std::uint32_t>::max();
    if (value.type == Type::number && value.whole && *value.whole <= most)
        out = static_cast<std::uint32_t>(*value.whole);
    else
        unfit(value, whole_hint(most));
}

void Reader::read(const Value& value, std::uint64_t& out)
{
    if (value.type == Type::number && value.whole)
        out = *value.whole;
    else
        unfit(value, whole_hint(std::numeric_limits<std::uint64_t>::max()));
}

void Reader::read(const Value& value, std::string& out)
{
    if (value.type == Type::text)
        out = value.text;
    else
        unfit(value, "a text");
}

void Reader::read(const Value& value, Duration& out)
{
    const auto parsed = value.type == Type::text ? parse_duration(value.text) : std::nullopt;
    if (parsed)
        out = *parsed;
    else
        unfit(value, duration_hint);
}

void Reader::read(const Value& value, Rate& out)
{
    const auto parsed = value.type == Type::text ? parse_rate(value.text) : std::nullopt;
    if (parsed)
        out = *parsed;
    else
        unfit(value, rate_hint);
}

void Reader::read(const Value& value, Probability& out)
{
    const auto parsed = value.type == Type::text ? parse_probability(value.text) : std::nullopt;
    const bool plain = value.type == Type::number && value.number >= 0.0 && value.number <= 1.0;
    if (parsed)
        out = *parsed;
    else if (plain)
        out = Probability::of(value.number);
    else
        unfit(value, share_hint);
}

void Reader::read(const Value& value, Bytes& out)
{
    const auto parsed = value.type == Type::text ? parse_bytes(value.text) : std::nullopt;
    if (parsed)
        out = *parsed;
    else
        unfit(value, size_hint);
}

void Reader::read(const Value& value, Quantity& out)
{
    const auto length = value.type == Type::text ? parse_duration(value.text) : std::nullopt;
    const auto rate = value.type == Type::text ? parse_rate(value.text) : std::nullopt;
    const auto share = value.type == Type::text ? parse_probability(value.text) : std::nullopt;
    const bool plain = value.type == Type::number && value.number >= 0.0 && value.number <= 1.0;
    if (length)
        out = *length;
    else if (rate)
        out = *rate;
    else if (share)
        out = *share;
    else if (plain)
        out = Probability::of(value.number);
    else
        unfit(value, R"(a duration ("250ms"), a share ("99.9%") or a rate ("400/s"))");
}

void Reader::unfit(const Value& value, std::string expected)
{
    misfits_.push_back(
        {value.origin,
         {.pointer = pointer_, .expected = std::move(expected), .found = brief(value)}});
}

void Reader::unknown(const Origin& origin, std::string_view what, const std::string& name,
                     const std::string& title, std::vector<std::string> known)
{
    Problem problem{.pointer = pointer_, .says = std::string{what} + " " + in_quotes(name)};
    problem.suggestion = nearest(name, known);
    problem.choices_title = title;
    problem.choices = std::move(known);
    misfits_.push_back({origin, std::move(problem)});
}

void Reader::no_choice(const Value& value, const std::string& what, std::vector<std::string> known)
{
    const bool keyed = value.type == Type::object && value.keys.size() == 1;
    const auto& name = keyed ? value.keys.front().name : value.text;
    const bool named = std::find(known.begin(), known.end(), name) != known.end();
    if (!keyed && named) {
        misfits_.push_back({value.origin,
                            {.pointer = pointer_,
                             .expected = "more than the name, as in {" + in_quotes(name) + ": ...}",
                             .found = brief(value)}});
    } else if (keyed || value.type == Type::text) {
        unknown(keyed ? value.keys.front().origin : value.origin, "unknown " + what, name,
                "known here", std::move(known));
    } else {
        unfit(value, "an object with one key, which names the " + what);
        if (value.keys.size() > 1)
            misfits_.back().problem.found = std::to_string(value.keys.size()) + " keys";
    }
}

void Reader::missing(const Value& object, std::string_view key, std::string_view about)
{
    misfits_.push_back({object.origin,
                        {.pointer = pointer_ + "/" + pointer_step(key),
                         .says = "required, but missing: " + continued(about)}});
}

void Reader::unknown_keys(const Value& object, std::vector<std::string> known,
                          const std::vector<std::string>& alone)
{
    if (object.keys.size() == 1) known.insert(known.end(), alone.begin(), alone.end());
    for (const auto& key : object.keys) {
        if (std::find(known.begin(), known.end(), key.name) != known.end()) continue;
        if (pointer_.empty() && key.name == "$schema") continue;
        Problem problem{.pointer = pointer_ + "/" + pointer_step(key.name), .says = "unknown key"};
        problem.suggestion = nearest(key.name, known);
        problem.choices_title = "known here";
        problem.choices = known;
        misfits_.push_back({key.origin, std::move(problem)});
    }
}

}  // namespace tiersim::json
