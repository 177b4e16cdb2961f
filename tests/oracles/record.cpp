// SPDX-License-Identifier: MIT
/// Reading files of oracles.
#include "oracles/record.hpp"

#include "tiersim/core/random.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace oracles {

namespace {

double number(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number() ? found->get<double>() : 0.0;
}

Tolerance tolerance_of(const Json& json)
{
    return {.deterministic = json.value("type", "") == "deterministic",
            .absolute = number(json, "abs"),
            .relative = number(json, "rel"),
            .accuracy = number(json, "value_rel_accuracy"),
            .needed = number(json, "n_for_1pct_ci95"),
            .note = json.value("note", "")};
}

}  // namespace

std::vector<Record> read_records(const std::filesystem::path& file)
{
    std::ifstream stream{file};
    const Json all = Json::parse(stream);
    std::vector<Record> records;
    for (const Json& json : all.at("cases")) {
        const auto id = json.at("id").get<std::string>();
        records.push_back({.id = id,
                           .scenario = json.at("scenario"),
                           .area = json.at("area"),
                           .key = id.substr(id.find('/') + 1),
                           .description = json.value("description", ""),
                           .quantity = json.value("quantity", ""),
                           .model = json.at("model"),
                           .value = json.at("value"),
                           .tolerance = tolerance_of(json.at("suggested_tolerance")),
                           .target = json.value("is_simulator_target", true)});
    }
    return records;
}

std::string digest_of(const std::filesystem::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    const std::string content{std::istreambuf_iterator<char>{stream}, {}};
    std::array<char, 17> figures{};
    std::snprintf(figures.data(), figures.size(), "%016llx",
                  static_cast<unsigned long long>(tiersim::hash_name(content)));
    return figures.data();
}

std::filesystem::path usual_file()
{
    if (const char* const named = std::getenv("TIERSIM_ORACLES")) return named;
    return std::filesystem::path{TIERSIM_ROOT} / ".." / "shared" / "oracles" / "oracles.json";
}

}  // namespace oracles
