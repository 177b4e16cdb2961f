// SPDX-License-Identifier: MIT
/// Pages that name files and functions of the source name what is there.
#include "catch.hpp"
#include "support/golden.hpp"

#include <regex>

namespace {

/// Pieces of `page` between backquotes, in their order.
std::vector<std::string> quoted(const std::string& page)
{
    static const std::regex piece{"`([^`\n]+)`"};
    std::vector<std::string> all;
    for (std::sregex_iterator at{page.begin(), page.end(), piece}; at != std::sregex_iterator{};
         ++at)
        all.push_back((*at)[1]);
    return all;
}

bool is_file(const std::string& name)
{
    return name.starts_with("lib/") || name.starts_with("tests/") || name.starts_with("include/");
}

}  // namespace

TEST_CASE("the page on how a request travels names files and functions that are there", "[tidy]")
{
    std::string file;
    std::size_t functions = 0;
    for (const std::string& piece : quoted(golden::contents("docs/how-a-request-travels.md"))) {
        CAPTURE(file, piece);
        if (is_file(piece)) {
            file = piece;
            CHECK_FALSE(golden::contents(file).empty());
        } else if (piece.find("::") != std::string::npos) {
            CHECK(golden::contents(file).find(piece + "(") != std::string::npos);
            ++functions;
        }
    }
    CHECK(functions > 30);
}

TEST_CASE("the links of the pages lead to files", "[tidy]")
{
    static const std::regex link{R"(\]\(([^)#:]+)\))"};
    const std::filesystem::path root{TIERSIM_ROOT};
    std::vector<std::filesystem::path> pages{root / "README.md", root / "CONTRIBUTING.md"};
    for (const auto& entry : std::filesystem::recursive_directory_iterator{root / "docs"})
        if (entry.path().extension() == ".md") pages.push_back(entry.path());

    for (const auto& page : pages) {
        const std::string text = golden::contents(page);
        for (std::sregex_iterator at{text.begin(), text.end(), link}; at != std::sregex_iterator{};
             ++at) {
            CAPTURE(page, (*at)[1].str());
            CHECK(std::filesystem::exists(page.parent_path() / (*at)[1].str()));
        }
    }
}
