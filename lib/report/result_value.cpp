// SPDX-License-Identifier: MIT
/// Values of JSON. Instants and lengths are written by their digits, so that no nanosecond is lost.
#include "report/result_value.hpp"

#include "scenario/table_scenario.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace tiersim::report {

namespace {

json::Value number_or_null(double number)
{
    return std::isfinite(number) ? json::number(number) : json::Value{};
}

json::Value seconds(Duration length)
{
    json::Value value;
    value.type = json::Type::number;
    value.number = to_seconds(length);
    value.text = exact_seconds(length);
    return value;
}

json::Value bucket_of(const Histogram::Bucket& bucket)
{
    auto value = json::object();
    json::add(value, "low_s", seconds(bucket.low));
    json::add(value, "high_s", seconds(bucket.high));
    json::add(value, "count", json::whole(bucket.count));
    return value;
}

json::Value bound_of(json::Value number, std::string_view unit)
{
    auto value = json::object();
    json::add(value, "value", std::move(number));
    json::add(value, "unit", json::text(unit));
    return value;
}

struct Bound {
    json::Value operator()(Duration length) const { return bound_of(seconds(length), "s"); }
    json::Value operator()(Probability share) const
    {
        return bound_of(json::number(share.value()), "share");
    }
    json::Value operator()(Rate rate) const
    {
        return bound_of(json::number(rate.per_second()), "1/s");
    }
};

}  // namespace

json::Value value_of(const Key& /*key*/, bool value) { return json::boolean(value); }

json::Value value_of(const Key& /*key*/, std::uint32_t value) { return json::whole(value); }

json::Value value_of(const Key& /*key*/, std::uint64_t value) { return json::whole(value); }

json::Value value_of(const Key& /*key*/, const std::string& value) { return json::text(value); }

json::Value value_of(const Key& key, double value)
{
    if (key.zero_is_none && value == 0.0) return {};
    return number_or_null(value);
}

json::Value value_of(const Key& /*key*/, Duration value) { return seconds(value); }

json::Value value_of(const Key& /*key*/, Instant value)
{
    return value == never ? json::Value{} : seconds(value.time_since_epoch());
}

json::Value value_of(const Key& /*key*/, Probability value) { return json::number(value.value()); }

json::Value value_of(const Key& key, const Estimate& value)
{
    const bool none = key.zero_is_none && value.value == 0.0 && !value.interval;
    auto estimate = json::object();
    json::add(estimate, "value", none ? json::Value{} : number_or_null(value.value));
    const auto end = [&](double Interval::*side) {
        return value.interval ? number_or_null((*value.interval).*side) : json::Value{};
    };
    json::add(estimate, "low", end(&Interval::low));
    json::add(estimate, "high", end(&Interval::high));
    json::add(estimate, "doubt", value.interval ? json::Value{} : json::text(value.why_none));
    return estimate;
}

json::Value value_of(const Key& /*key*/, const Histogram& value)
{
    auto buckets = json::list();
    for (const auto& bucket : value.buckets())
        buckets.items.push_back(bucket_of(bucket));
    const auto known = [&](Duration length) {
        return value.empty() ? json::Value{} : seconds(length);
    };
    auto histogram = json::object();
    json::add(histogram, "count", json::whole(value.count()));
    json::add(histogram, "min_s", known(value.min()));
    json::add(histogram, "mean_s", known(value.mean()));
    json::add(histogram, "max_s", known(value.max()));
    json::add(histogram, "buckets", std::move(buckets));
    return histogram;
}

json::Value value_of(const Key& /*key*/, Cause value)
{
    return json::text(identifier(cause_name(value)));
}

json::Value value_of(const Key& /*key*/, Outcome value)
{
    return json::text(identifier(outcome_name(value)));
}

json::Value value_of(const Key& /*key*/, Verdict value) { return json::text(verdict_name(value)); }

json::Value value_of(const Key& /*key*/, Metric value)
{
    for (const auto& word : words(table::Of<Metric>{})) {
        if (word.value == value) return json::text(word.name);
    }
    throw std::invalid_argument{"a metric that has no name in files"};
}

json::Value value_of(const Key& /*key*/, const std::optional<Quantity>& value)
{
    return value ? std::visit(Bound{}, *value) : json::Value{};
}

json::Value value_of(const Key& /*key*/, Hexadecimal value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (auto place = text.rbegin(); value.number > 0; value.number >>= 4U)
        *place++ = digits[value.number & 15U];
    return json::text(text);
}

std::string identifier(std::string_view words)
{
    std::string name{words};
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}

std::string_view verdict_name(Verdict verdict)
{
    static constexpr std::array<std::string_view, 3> names{"met", "missed", "undecided"};
    return names[static_cast<std::size_t>(verdict)];
}

std::string exact_seconds(Duration length)
{
    constexpr std::int64_t second = 1'000'000'000;
    const auto count = length.count();
    auto fraction = std::to_string(second + std::abs(count % second));
    fraction.erase(fraction.find_last_not_of('0') + 1);
    const std::string whole = (count < 0 ? "-" : "") + std::to_string(std::abs(count / second));
    return fraction.size() < 2 ? whole : whole + "." + fraction.substr(1);
}

}  // namespace tiersim::report
