// SPDX-License-Identifier: MIT
/// Makes a tree of JSON values from a result by its tables.
#pragma once

#include "io/json.hpp"
#include "report/table_analysis.hpp"
#include "report/table_result.hpp"

#include <functional>
#include <optional>
#include <string>

namespace tiersim::report {

json::Value value_of(const Key&, bool value);
json::Value value_of(const Key&, std::uint32_t value);
json::Value value_of(const Key&, std::uint64_t value);
json::Value value_of(const Key&, const std::string& value);
json::Value value_of(const Key& key, double value);
json::Value value_of(const Key&, Duration value);
json::Value value_of(const Key&, Instant value);
json::Value value_of(const Key&, Probability value);
json::Value value_of(const Key& key, const Estimate& value);
json::Value value_of(const Key&, const Histogram& value);
json::Value value_of(const Key&, Outcome value);
json::Value value_of(const Key&, Cause value);
json::Value value_of(const Key&, Verdict value);
json::Value value_of(const Key&, Metric value);
json::Value value_of(const Key&, const std::optional<Quantity>& value);
json::Value value_of(const Key&, Hexadecimal value);

/// An object with all figures of `value`, which has no lists.
template <Struct T>
json::Value value_of(const Key& /*key*/, const T& value)
{
    auto members = json::object();
    const auto add = [&](const Key& key, auto figure) {
        json::add(members, key.name, value_of(key, std::invoke(figure, value)));
    };
    describe(Of<T>{}, add);
    return members;
}

/// "timed_out": as C++ calls it.
std::string identifier(std::string_view words);

/// "met", "missed", "undecided".
std::string_view verdict_name(Verdict verdict);

/// The seconds of a length, exactly: "12.345678901".
std::string exact_seconds(Duration length);

}  // namespace tiersim::report
