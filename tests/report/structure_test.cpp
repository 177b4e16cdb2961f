// SPDX-License-Identifier: MIT
/// An analysis as text, JSON and a drawing.
#include "tiersim/report/structure.hpp"

#include "catch.hpp"
#include "support/golden.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/report/json.hpp"

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

Analysis analysis_of(const std::string& scenario)
{
    AnalysisPlan plan;
    plan.wears.node = {.up = 2000h, .down = 5min};
    plan.wears.host = {.up = 8760h, .down = 4h};
    plan.wears.common_cause = Probability::of(0.05);
    return analyze(read_scenario(std::string{TIERSIM_ROOT} + "/scenarios/" + scenario), plan);
}

}  // namespace

TEST_CASE("the structure of the main scenario is told as approved", "[report][golden]")
{
    const auto text = text_report(analysis_of("scale-up.json"));

    CHECK(text == golden::approved("report/structure.txt", text));
}

TEST_CASE("an analysis for programs, and its published schema, are as approved", "[report][golden]")
{
    const auto text = json_report(analysis_of("distributed.json"));
    const auto schema = analysis_schema();

    CHECK(text == golden::approved("report/structure.json", text));
    CHECK(schema == golden::generated("schema/analysis.schema.json", schema));
}

TEST_CASE("a drawing frames twice what nothing can stand in for", "[report]")
{
    const auto dot = dot_graph(analysis_of("scale-up.json"));

    CHECK(dot.starts_with("digraph \"scale-up\" {\n"));
    CHECK(dot.find("  \"db-1\" [peripheries=2, color=red];\n") != std::string::npos);
    CHECK(dot.find("  \"app-1\";\n") != std::string::npos);
    CHECK(dot.find("  \"users\" -> \"lb-1\";\n") != std::string::npos);
    CHECK(dot.find("  \"web-1\" -> \"app-3\";\n") != std::string::npos);
    CHECK(dot.find("\"app-1\" -> \"lb-1\"") == std::string::npos);
}

TEST_CASE("names with quotes stay names in a drawing", "[report]")
{
    Analysis analysis{.scenario = "a \"b\" \\"};

    CHECK(dot_graph(analysis).starts_with("digraph \"a \\\"b\\\" \\\\\" {"));
}
