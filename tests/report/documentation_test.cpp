// SPDX-License-Identifier: MIT
/// The documentation of results names every figure.
#include "catch.hpp"
#include "report/table_result.hpp"
#include "support/golden.hpp"

#include <string>
#include <type_traits>

using namespace tiersim;
using namespace tiersim::report;

namespace {

/// What a value of this type is called in a table.
template <class T>
std::string kind_of_value()
{
    if constexpr (std::is_same_v<T, Estimate>)
        return "estimate";
    else if constexpr (std::is_same_v<T, Histogram>)
        return "histogram";
    else if constexpr (std::is_same_v<T, bool>)
        return "true or false";
    else if constexpr (std::is_integral_v<T>)
        return "count";
    else if constexpr (table::is_vector<T>)
        return "list of " + kind_of_value<typename T::value_type>();
    else if constexpr (Struct<T>)
        return "[" + std::string{title(Of<T>{}).name} + "](#" + std::string{title(Of<T>{}).name} +
               ")";
    else if constexpr (table::is_optional<T>)
        return "bound";
    else if constexpr (std::is_same_v<T, std::string> || std::is_enum_v<T> ||
                       std::is_same_v<T, Hexadecimal>)
        return "text";
    else
        return "number";
}

template <class T>
std::string table_of()
{
    const auto name = std::string{title(Of<T>{}).name};
    std::string text = "\n### " + name + "\n\n" + std::string{title(Of<T>{}).about} +
                       "\n\n| key | what it is | unit | basis | meaning |\n|---|---|---|---|---|\n";
    const auto add = [&](const Key& key, auto figure) {
        using Value = std::decay_t<std::invoke_result_t<decltype(figure), const T&>>;
        text += "| `" + std::string{key.name} + "` | " + kind_of_value<Value>() + " | " +
                std::string{key.unit} + " | " + std::string{basis_name(key.basis)} + " | " +
                std::string{key.about} + " |\n";
    };
    describe(Of<T>{}, add);
    return text;
}

}  // namespace

TEST_CASE("the documentation of results has a table of every struct in them", "[report][golden]")
{
    const std::string mark =
        "<!-- The tables below are written by test_report "
        "(TIERSIM_APPROVE=1). -->\n";
    const auto page = golden::contents("docs/results.md");
    const auto start = page.find(mark);
    REQUIRE(start != std::string::npos);

    const auto text = page.substr(0, start) + mark + table_of<Result>() +
                      table_of<ExpectationResult>() + table_of<Expect>() +
                      table_of<PopulationResult>() + table_of<KindResult>() +
                      table_of<LatencyResult>() + table_of<FailureResult>() +
                      table_of<TimelinePoint>() + table_of<NodeResult>() + table_of<NodePoint>() +
                      table_of<DataResult>() + table_of<FaultResult>() + table_of<ChangeResult>();

    CHECK(text == golden::generated("docs/results.md", text));
}
