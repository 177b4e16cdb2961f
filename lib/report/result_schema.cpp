// SPDX-License-Identifier: MIT
/// The parts that are no struct of a result: numbers, words, estimates, histograms, bounds.
#include "report/result_schema.hpp"

#include "report/result_value.hpp"
#include "scenario/table_scenario.hpp"

namespace tiersim::report {

namespace {

json::Value nullable(std::string_view type)
{
    auto schema = json::object();
    json::add(schema, "type", json::list({json::text(type), json::text("null")}));
    return schema;
}

json::Value one_of(std::vector<std::string_view> words)
{
    auto items = json::list();
    for (const auto word : words)
        items.items.push_back(json::text(word));
    auto schema = json::object();
    json::add(schema, "enum", std::move(items));
    return schema;
}

json::Value whole_number()
{
    auto schema = json::object();
    json::add(schema, "type", json::text("integer"));
    json::add(schema, "minimum", json::whole(0));
    return schema;
}

json::Value with_description(json::Value schema, const std::string& about)
{
    // Beside a $ref everything else is ignored in draft-07.
    auto described = json::object();
    json::add(described, "description", json::text(about));
    if (schema.find("$ref") != nullptr) {
        json::add(described, "allOf", json::list({std::move(schema)}));
        return described;
    }
    for (std::size_t i = 0; i < schema.items.size(); ++i)
        json::add(described, schema.keys[i].name, std::move(schema.items[i]));
    return described;
}

}  // namespace

json::Value ResultSchema::with_definitions(std::string_view name, json::Value root)
{
    auto schema = json::object();
    json::add(schema, "$schema", json::text("http://json-schema.org/draft-07/schema#"));
    json::add(schema, "title", json::text("tiersim " + std::string{name}));
    for (std::size_t i = 0; i < root.items.size(); ++i)
        json::add(schema, root.keys[i].name, std::move(root.items[i]));
    json::add(schema, "definitions", std::move(definitions_));
    return schema;
}

json::Value ResultSchema::of(bool* /*type*/) { return typed("boolean"); }

json::Value ResultSchema::of(std::uint32_t* /*type*/) { return whole_number(); }

json::Value ResultSchema::of(std::uint64_t* /*type*/) { return whole_number(); }

json::Value ResultSchema::of(std::string* /*type*/) { return typed("string"); }

json::Value ResultSchema::of(double* /*type*/) { return nullable("number"); }

json::Value ResultSchema::of(Duration* /*type*/) { return typed("number"); }

json::Value ResultSchema::of(Instant* /*type*/) { return nullable("number"); }

json::Value ResultSchema::of(Probability* /*type*/) { return typed("number"); }

json::Value ResultSchema::of(Estimate* /*type*/)
{
    return defined(
        "estimate", "A value with its 95 % confidence interval, or why it has none.",
        {{{.name = "value",
           .about = "In the unit of the key; null: there was none, or "
                    "it has no end."},
          nullable("number")},
         {{.name = "low", .about = "Lower end; null: there is no interval."}, nullable("number")},
         {{.name = "high", .about = "Upper end; null: there is no interval."}, nullable("number")},
         {{.name = "doubt", .about = "Why there is no interval; null: there is one."},
          nullable("string")}});
}

json::Value ResultSchema::of(Histogram* /*type*/)
{
    auto buckets = typed("array");
    json::add(buckets, "items",
              defined("bucket", "Records of nearly the same length.",
                      {{{.name = "low_s", .unit = "s", .about = "The shortest they may be."},
                        typed("number")},
                       {{.name = "high_s", .unit = "s", .about = "The longest they may be."},
                        typed("number")},
                       {{.name = "count", .about = "How many there are."}, whole_number()}}));
    return defined("histogram", "How often which length of time was seen.",
                   {{{.name = "count", .about = "All records."}, whole_number()},
                    {{.name = "min_s", .unit = "s", .about = "The shortest."}, nullable("number")},
                    {{.name = "mean_s", .unit = "s", .about = "Their mean."}, nullable("number")},
                    {{.name = "max_s", .unit = "s", .about = "The longest."}, nullable("number")},
                    {{.name = "buckets", .about = "Those that hold records, the shortest first."},
                     std::move(buckets)}});
}

namespace {

// The first `count` values of an enumeration by their names in C++.
template <class Word>
json::Value identifiers(std::size_t count, std::string_view (*name)(Word))
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i)
        names.push_back(identifier(name(static_cast<Word>(i))));
    return one_of({names.begin(), names.end()});
}

}  // namespace

json::Value ResultSchema::of(Outcome* /*type*/) { return identifiers(outcome_count, outcome_name); }

json::Value ResultSchema::of(Cause* /*type*/) { return identifiers(cause_count, cause_name); }

json::Value ResultSchema::of(Verdict* /*type*/)
{
    return one_of({verdict_name(Verdict::met), verdict_name(Verdict::missed),
                   verdict_name(Verdict::undecided)});
}

json::Value ResultSchema::of(Metric* /*type*/)
{
    std::vector<std::string_view> names;
    for (const auto& word : words(table::Of<Metric>{}))
        names.push_back(word.name);
    return one_of(std::move(names));
}

json::Value ResultSchema::of(std::optional<Quantity>* /*type*/)
{
    auto bound = defined("bound", "A quantity that a promise names.",
                         {{{.name = "value", .about = "How much."}, typed("number")},
                          {{.name = "unit", .about = "Of what."}, one_of({"s", "share", "1/s"})}});
    auto schema = json::object();
    json::add(schema, "anyOf", json::list({std::move(bound), typed("null")}));
    return schema;
}

json::Value ResultSchema::of(Hexadecimal* /*type*/)
{
    auto schema = typed("string");
    json::add(schema, "pattern", json::text("^[0-9a-f]{16}$"));
    return schema;
}

json::Value ResultSchema::typed(std::string_view type)
{
    auto schema = json::object();
    json::add(schema, "type", json::text(type));
    return schema;
}

json::Value ResultSchema::reference(std::string_view name)
{
    auto schema = json::object();
    json::add(schema, "$ref", json::text("#/definitions/" + std::string{name}));
    return schema;
}

json::Value ResultSchema::object_of(std::string_view about,
                                    std::vector<std::pair<Key, json::Value>> members)
{
    auto properties = json::object();
    auto required = json::list();
    for (auto& [key, schema] : members) {
        json::add(properties, key.name, with_description(std::move(schema), description_of(key)));
        required.items.push_back(json::text(key.name));
    }
    auto object = json::object();
    json::add(object, "description", json::text(about));
    json::add(object, "type", json::text("object"));
    json::add(object, "properties", std::move(properties));
    json::add(object, "required", std::move(required));
    json::add(object, "additionalProperties", json::boolean(false));
    return object;
}

json::Value ResultSchema::defined(std::string_view name, std::string_view about,
                                  std::vector<std::pair<Key, json::Value>> members)
{
    if (defined_.insert(std::string{name}).second)
        json::add(definitions_, name, object_of(about, std::move(members)));
    return reference(name);
}

std::string description_of(const Key& key)
{
    std::string text{key.about};
    if (!key.unit.empty()) text += " Unit: " + std::string{key.unit} + ".";
    if (key.basis != Basis::none) text += " Basis: " + std::string{basis_name(key.basis)} + ".";
    return text;
}

}  // namespace tiersim::report
