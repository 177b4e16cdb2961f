// SPDX-License-Identifier: MIT
/// The rules find what they are for; without this a rule that finds nothing could be a blind one.
#include "tidy/rules.hpp"

#include "catch.hpp"

namespace {

tidy::Source file(std::string path, std::vector<std::string> lines)
{
    return {.path = std::move(path), .lines = std::move(lines)};
}

tidy::Source function_of(std::size_t lines)
{
    tidy::Source source = file("lib/core/a.cpp", {"void a()", "{"});
    source.lines.insert(source.lines.end(), lines, "    b();");
    source.lines.emplace_back("}");
    return source;
}

std::size_t includes_refused(const std::string& path, const std::string& include)
{
    return tidy::includes(file(path, {"#include " + include})).size();
}

}  // namespace

TEST_CASE("a file without licence or caption is found", "[tidy]")
{
    const std::string licence = "// SPDX-License-Identifier: MIT";

    CHECK(tidy::caption(file("lib/a.cpp", {licence, "/// What it is for."})).empty());
    CHECK(tidy::caption(file("lib/a.cpp", {"/// What it is for."})).size() == 1);
    CHECK(tidy::caption(file("lib/a.cpp", {licence, "#pragma once"})).size() == 1);
    CHECK(tidy::caption(file("lib/a.cpp", {licence, "/// no sentence"})).size() == 1);
}

TEST_CASE("what is too wide or too long is found", "[tidy]")
{
    CHECK(tidy::size(file("lib/a.cpp", {std::string(100, 'x')})).empty());
    CHECK(tidy::size(file("lib/a.cpp", {std::string(99, 'x') + "\u00b5"})).empty());
    CHECK(tidy::size(file("lib/a.cpp", {std::string(101, 'x')})).size() == 1);
    CHECK(tidy::size(file("lib/a.cpp", std::vector<std::string>(401))).size() == 1);
    CHECK(tidy::function_length(function_of(60)).empty());
    CHECK(tidy::function_length(function_of(61)).size() == 1);
}

TEST_CASE("an include of a layer above, a sibling or a third party is found", "[tidy]")
{
    CHECK(includes_refused("lib/model/a.cpp", R"("tiersim/kernel/b.hpp")") == 0);
    CHECK(includes_refused("lib/policy/a.cpp", R"("tiersim/workload/b.hpp")") == 0);
    CHECK(includes_refused("lib/kernel/a.cpp", R"("tiersim/model/b.hpp")") == 1);
    CHECK(includes_refused("include/tiersim/stats/a.hpp", R"("kernel/b.hpp")") == 1);
    CHECK(includes_refused("lib/core/a.cpp", R"("tiersim/tiersim.hpp")") == 1);

    CHECK(includes_refused("lib/topology/a.cpp", "<boost/graph/adjacency_list.hpp>") == 0);
    CHECK(includes_refused("lib/kernel/a.cpp", "<boost/heap/d_ary_heap.hpp>") == 1);
    CHECK(includes_refused("include/tiersim/topology/a.hpp", "<boost/graph/graph_traits.hpp>") ==
          1);
    CHECK(includes_refused("include/tiersim/core/a.hpp", "<vector>") == 0);
}

TEST_CASE("a header that its source does not include first is found", "[tidy]")
{
    const tidy::Source header = file("include/tiersim/core/a.hpp", {});
    const tidy::Source good = file("lib/core/a.cpp", {R"(#include "tiersim/core/a.hpp")"});
    const tidy::Source late = file("lib/core/a.cpp", {"#include <map>", good.lines[0]});

    CHECK(tidy::header_has_source(header, {good}).empty());
    CHECK(tidy::header_has_source(header, {late}).size() == 1);
    CHECK(tidy::header_has_source(header, {}).size() == 1);
}

TEST_CASE("a call that answers differently elsewhere is found unless a reason excuses it", "[tidy]")
{
    const auto found = [](const std::string& path, std::vector<std::string> lines) {
        return tidy::same_everywhere(file(path, std::move(lines))).size();
    };

    CHECK(found("lib/model/a.cpp", {"const double x = std::log(y);"}) == 1);
    CHECK(found("lib/core/a.cpp", {"std::unordered_map<int, int> seen;"}) == 1);
    CHECK(found("lib/core/a.cpp", {"// std::log would differ", "std::logic_error{}", "operand"}) ==
          0);
    CHECK(found("lib/core/a.cpp", {"std::exp(x);  // tidy: allowed, only printed"}) == 0);
    CHECK(found("lib/report/a.cpp", {"std::log10(x);"}) == 0);
}
