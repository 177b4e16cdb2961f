// SPDX-License-Identifier: MIT
/// The report as programs read it, and the schema that it keeps to.
#include "tiersim/report/json.hpp"

#include "catch.hpp"
#include "io/json.hpp"
#include "report/result_value.hpp"
#include "report/results.hpp"
#include "support/golden.hpp"
#include "support/scratch.hpp"

#include <cstdlib>
#include <limits>

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

json::Value parsed(const std::string& text)
{
    auto result = json::parse(text);
    REQUIRE(result.problems.empty());
    return *result.root;
}

/// The value at the end of a path of keys; in lists the first item.
const json::Value& at(const json::Value& root, const std::vector<std::string>& path)
{
    const auto* value = &root;
    for (const auto& key : path) {
        value = value->find(key);
        REQUIRE(value != nullptr);
        while (value->type == json::Type::list && !value->items.empty())
            value = &value->items.front();
    }
    return *value;
}

std::string text_at(const Result& result, const std::vector<std::string>& path)
{
    auto text = json::print(at(parsed(json_report(result)), path));
    text.pop_back();
    return text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    return text.replace(place, from.size(), to);
}

/// What the schema says of files with these contents, as "0 good" lines; nothing without Python.
std::optional<std::string> verdicts(const std::vector<std::string>& documents)
{
    const support::Scratch folder;
    for (std::size_t i = 0; i < documents.size(); ++i)
        folder.write(std::to_string(i) + ".json", documents[i]);
    const std::string root = TIERSIM_ROOT;
    const auto output = (folder / "verdicts.txt").string();
    const auto command = "python3 -W ignore '" + root + "/tests/io/schema_verdicts.py' '" + root +
                         "/schema/result.schema.json' '" + folder.path().string() + "' > '" +
                         output + "' 2> /dev/null";
    std::optional<std::string> said;
    if (std::system(command.c_str()) == 0) said = golden::contents(output);
    return said;
}

}  // namespace

TEST_CASE("the JSON report of a shop that lost a server is as approved", "[report][golden]")
{
    auto result = shop_result();
    auto& users = result.populations.front();
    users.timeline.resize(2);
    users.latencies.clear();
    for (const auto length : {250ms, 250ms, 900ms})
        users.latencies.add(length);
    const auto text = json_report(result);

    CHECK(text == golden::approved("report/shop.json", text));
}

TEST_CASE("the published schema of results is that of the writer", "[report][golden]")
{
    const auto schema = result_schema();

    CHECK(schema == golden::generated("schema/result.schema.json", schema));
}

TEST_CASE("the schema accepts what is written, and nothing else", "[report]")
{
    const auto good = json_report(shop_result());

    const auto said = verdicts({good, json_report(wild_result()), json_report(empty_result()),
                                replaced(good, "\"seed\": 7,", ""),
                                replaced(good, "\"seed\": 7,", "\"seed\": 7, \"sead\": 7,"),
                                replaced(good, "\"seed\": 7,", "\"seed\": \"7\","),
                                replaced(good, "\"timed_out\"", "\"timed out\""),
                                replaced(good, "\"00c0ffee01234567\"", "\"0xc0ffee\""),
                                replaced(good, "\"unit\": \"share\"", "\"unit\": \"percent\"")});

    if (!said) {
        WARN("skipped: no python3 with jsonschema here (Debian: python3-jsonschema)");
        return;
    }
    CHECK(*said == "0 good\n1 good\n2 good\n3 bad\n4 bad\n5 bad\n6 bad\n7 bad\n8 bad\n");
}

TEST_CASE("every key of the schema has a description", "[report]")
{
    const auto schema = parsed(result_schema());
    std::size_t keys = 0;
    const auto look = [&](const json::Value& object) {
        const auto* properties = object.find("properties");
        REQUIRE(properties != nullptr);
        for (std::size_t i = 0; i < properties->items.size(); ++i) {
            INFO(properties->keys[i].name);
            const auto* about = properties->items[i].find("description");
            REQUIRE(about != nullptr);
            CHECK(about->text.size() > 4);
            ++keys;
        }
    };

    look(schema);
    for (const auto& definition : at(schema, {"definitions"}).items)
        look(definition);

    CHECK(keys > 120);
}

TEST_CASE("numbers in JSON are the shortest that are read back as the same", "[report]")
{
    auto result = shop_result();
    result.populations.front().latency.mean = Estimate::around(0.1 + 0.2, 0.0);
    result.faults.front().from = Instant{60s + 1ns};

    CHECK(text_at(result, {"populations", "latency", "mean_s", "value"}) == "0.30000000000000004");
    CHECK(text_at(result, {"faults", "from_s"}) == "60.000000001");
    CHECK(text_at(result, {"interval_s"}) == "1");
}

TEST_CASE("what is absent or without end is null in JSON, with its doubt", "[report]")
{
    auto result = shop_result();
    auto& users = result.populations.front();
    users.latency.p50 = Estimate::without(0.0, "no answer");
    users.latency.p90 = Estimate::without(std::numeric_limits<double>::infinity(), "too many lost");
    users.availability = Estimate::without(0.0, "one run");
    users.timeline.front().p99 = 0.0;

    const auto estimate = [&](const std::string& name) {
        return text_at(result, {"populations", "latency", name});
    };
    CHECK(estimate("p50_s") ==
          R"({"value": null, "low": null, "high": null, "doubt": "no answer"})");
    CHECK(estimate("p90_s") ==
          R"({"value": null, "low": null, "high": null, "doubt": "too many lost"})");
    CHECK(text_at(result, {"populations", "availability", "value"}) == "0");
    CHECK(text_at(result, {"populations", "timeline", "p99_s"}) == "null");
    CHECK(text_at(result, {"expectations", "expect", "at_most"}) == "null");
    CHECK(text_at(result, {"expectations", "expect", "at_least"}) ==
          R"({"value": 0.999, "unit": "share"})");
}

TEST_CASE("seconds are written by the digits of their nanoseconds", "[report]")
{
    CHECK(report::exact_seconds(0ns) == "0");
    CHECK(report::exact_seconds(1ns) == "0.000000001");
    CHECK(report::exact_seconds(1500ms) == "1.5");
    CHECK(report::exact_seconds(-1500ms) == "-1.5");
    CHECK(report::exact_seconds(Duration{4'600'000'000'000'000'007}) == "4600000000.000000007");
}
