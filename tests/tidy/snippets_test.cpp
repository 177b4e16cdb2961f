// SPDX-License-Identifier: MIT
/// Code that stands in a page is cut from an example that is built and run.
#include "catch.hpp"
#include "support/golden.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace {

/// What stands between the first `begin` and the next `end` after it; empty when either is missing.
std::string between(const std::string& text, const std::string& begin, const std::string& end)
{
    const std::size_t from = text.find(begin);
    if (from == std::string::npos) return {};
    const std::size_t start = from + begin.size();
    const std::size_t stop = text.find(end, start);
    return stop == std::string::npos ? std::string{} : text.substr(start, stop - start);
}

/// A block of code that says where it comes from: `<!-- examples/a.cpp: name -->` before it.
struct Snippet {
    std::string file{};
    std::string name{};
    std::string code{};
};

std::vector<Snippet> snippets(const std::string& page)
{
    constexpr std::string_view mark = "<!-- examples/";
    std::vector<Snippet> found;
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
        const std::string rest = page.substr(at);
        found.push_back({.file = between(rest, "<!-- ", ":"),
                         .name = between(rest, ": ", " -->"),
                         .code = between(rest, "-->\n```cpp\n", "```\n")});
    }
    return found;
}

}  // namespace

TEST_CASE("code in the pages is that of the examples", "[tidy]")
{
    std::size_t count = 0;
    for (const char* page : {"README.md", "CONTRIBUTING.md"}) {
        for (const Snippet& snippet : snippets(golden::contents(page))) {
            CAPTURE(page, snippet.file, snippet.name);
            const std::string mark = "// [" + snippet.name + "]\n";
            CHECK_FALSE(snippet.code.empty());
            CHECK(snippet.code == between(golden::contents(snippet.file), mark, mark));
            ++count;
        }
    }
    CHECK(count > 0);
}
