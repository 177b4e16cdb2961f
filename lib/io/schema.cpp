// SPDX-License-Identifier: MIT
/// The schemas of values that are no structs, and the frame around all definitions.
#include "io/schema.hpp"

#include "tiersim/io/scenario_file.hpp"

#include <limits>

namespace tiersim {

namespace json {

namespace {

constexpr auto number_pattern = "[0-9]+(\\.[0-9]+)?";
constexpr auto positive_pattern = "(?=[0.]*[1-9])[0-9]+(\\.[0-9]+)?";
constexpr auto duration_units = "(ns|us|ms|s|min|m|h|d)";
constexpr auto rate_units = "/(s|min|h)";
constexpr auto size_units = "(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)";

}  // namespace

Value SchemaWriter::write()
{
    define<Scenario>();
    auto schema = object();
    add(schema, "$schema", text("http://json-schema.org/draft-07/schema#"));
    add(schema, "title", text("tiersim scenario"));
    auto& scenario = definitions_.items.front();
    auto& properties = *scenario.find("properties");
    auto link = described(typed("string"), "The schema of this file, for editors.");
    properties.keys.insert(properties.keys.begin(), {"$schema", {}});
    properties.items.insert(properties.items.begin(), std::move(link));
    for (std::size_t i = 0; i < scenario.items.size(); ++i)
        add(schema, scenario.keys[i].name, scenario.items[i]);
    definitions_.keys.erase(definitions_.keys.begin());
    definitions_.items.erase(definitions_.items.begin());
    add(schema, "definitions", std::move(definitions_));
    return schema;
}

Value SchemaWriter::of(bool*, const table::Rule& /*rule*/) { return typed("boolean"); }

Value SchemaWriter::of(double*, const table::Rule& rule)
{
    auto schema = typed("number");
    bound(schema, rule);
    return schema;
}

Value SchemaWriter::of(std::uint32_t*, const table::Rule& rule)
{
    auto schema = typed("integer");
    bound(schema, {.least = rule.least.value_or(0.0),
                   .above = rule.above,
                   .most = rule.most.value_or(std::numeric_limits<std::uint32_t>::max())});
    return schema;
}

Value SchemaWriter::of(std::uint64_t*, const table::Rule& rule)
{
    auto schema = typed("integer");
    bound(schema, {.least = rule.least.value_or(0.0), .above = rule.above, .most = rule.most});
    if (!rule.most) add(schema, "maximum", whole(std::numeric_limits<std::uint64_t>::max()));
    return schema;
}

Value SchemaWriter::of(std::string*, const table::Rule& rule)
{
    auto schema = typed("string");
    if (rule.well_formed)
        add(schema, "pattern", text("^[A-Za-z0-9][A-Za-z0-9_.-]*$"));
    else if (rule.required)
        add(schema, "minLength", whole(1));
    return schema;
}

Value SchemaWriter::of(Duration*, const table::Rule& rule)
{
    return quantity(duration_units, R"(a duration such as "250ms": ns, us, ms, s, min, h, d)",
                    rule.above.has_value());
}

Value SchemaWriter::of(Rate*, const table::Rule& rule)
{
    return quantity(rate_units, R"(a rate such as "400/s": /s, /min, /h)", rule.above.has_value());
}

Value SchemaWriter::of(Probability*, const table::Rule& rule)
{
    const bool positive = rule.above.has_value();
    auto percent = typed("string");
    add(percent, "pattern",
        text(std::string{positive ? "^(?=[0.]*[1-9])" : "^"} +
             "0*(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%$"));
    auto plain = typed("number");
    if (positive)
        add(plain, "exclusiveMinimum", whole(0));
    else
        add(plain, "minimum", whole(0));
    add(plain, "maximum", whole(1));
    return any_of({described(std::move(percent), R"(a share such as "0.1%")"),
                   described(std::move(plain), "a share from 0 to 1")});
}

Value SchemaWriter::of(Bytes*, const table::Rule& /*rule*/)
{
    return quantity(size_units, R"(a size such as "64kB": B, kB, MB, GB, TB, KiB, MiB, GiB, TiB)",
                    false);
}

Value SchemaWriter::of(Quantity*, const table::Rule& /*rule*/)
{
    return any_of({of(static_cast<Duration*>(nullptr), table::any),
                   of(static_cast<Probability*>(nullptr), table::any),
                   of(static_cast<Rate*>(nullptr), table::any)});
}

Value SchemaWriter::reference(std::string_view name)
{
    auto schema = object();
    add(schema, "$ref", text("#/definitions/" + std::string{name}));
    return schema;
}

Value SchemaWriter::described(Value schema, std::string_view about)
{
    auto with = object();
    add(with, "description", text(about));
    if (schema.find("$ref") != nullptr) {  // draft-07 passes over all that stands beside a $ref
        add(with, "allOf", list({std::move(schema)}));
        return with;
    }
    for (std::size_t i = 0; i < schema.items.size(); ++i)
        if (schema.keys[i].name != "description")
            add(with, schema.keys[i].name, std::move(schema.items[i]));
    return with;
}

Value SchemaWriter::typed(std::string_view type)
{
    auto schema = object();
    add(schema, "type", text(type));
    return schema;
}

Value SchemaWriter::any_of(std::vector<Value> schemas)
{
    auto schema = object();
    add(schema, "anyOf", list(std::move(schemas)));
    return schema;
}

Value SchemaWriter::quantity(std::string_view units, std::string_view about, bool positive)
{
    auto schema = typed("string");
    const std::string number = positive ? positive_pattern : number_pattern;
    add(schema, "pattern", text("^" + number + std::string{units} + "$"));
    return described(std::move(schema), about);
}

void SchemaWriter::bound(Value& schema, const table::Rule& rule)
{
    if (rule.above)
        add(schema, "exclusiveMinimum", number(*rule.above));
    else if (rule.least)
        add(schema, "minimum", number(*rule.least));
    if (rule.most) add(schema, "maximum", number(*rule.most));
}

Value SchemaWriter::bounds_in(const std::vector<Metric>& metrics, const Value& unit)
{
    auto names = list();
    for (const auto metric : metrics)
        names.items.push_back(json::write(metric));
    const auto with = [](std::string_view keyword, std::string_view key, Value value) {
        auto properties = object();
        add(properties, key, std::move(value));
        auto schema = object();
        add(schema, keyword, std::move(properties));
        return schema;
    };
    auto bounds = with("properties", "at_least", unit);
    add(bounds.items.front(), "at_most", unit);
    auto choice = object();
    add(choice, "enum", std::move(names));
    auto rule = object();
    add(rule, "if", with("properties", "metric", std::move(choice)));
    add(rule, "then", std::move(bounds));
    return rule;
}

void SchemaWriter::refine(table::Of<Expect> /*of*/, Value& schema)
{
    std::vector<Metric> lengths;
    for (const auto& word : words(table::Of<Metric>{}))
        if (word.value > Metric::goodput && word.value < Metric::lost_writes)
            lengths.push_back(word.value);
    lengths.push_back(Metric::without_primary);
    auto rules = list();
    rules.items.push_back(bounds_in({Metric::availability, Metric::availability_by_time,
                                     Metric::error_share, Metric::lost_writes, Metric::stale_reads},
                                    of(static_cast<Probability*>(nullptr), table::any)));
    rules.items.push_back(bounds_in({Metric::throughput, Metric::goodput},
                                    of(static_cast<Rate*>(nullptr), table::any)));
    rules.items.push_back(bounds_in(lengths, of(static_cast<Duration*>(nullptr), table::any)));
    add(schema, "allOf", std::move(rules));
    auto either = list();
    for (const auto* bound : {"at_least", "at_most"}) {
        either.items.push_back(object());
        add(either.items.back(), "required", list({text(bound)}));
    }
    add(schema, "anyOf", std::move(either));
}

}  // namespace json

std::string scenario_schema() { return json::print(json::SchemaWriter{}.write()); }

}  // namespace tiersim
