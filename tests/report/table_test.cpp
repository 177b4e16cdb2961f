// SPDX-License-Identifier: MIT
/// Laying out tables.
#include "report/table.hpp"

#include "catch.hpp"

using namespace tiersim;
using namespace tiersim::report;

namespace {

const Ink ink{{.utf8 = false}};

std::string row_of_words(std::size_t count, const std::string& word)
{
    std::vector<Column> columns(count, Column{.head = "c"});
    columns.front() = {.head = "name", .left = true};
    Table table{columns};
    std::vector<Cell> cells(count, Cell{.text = word});
    cells.front().text = "first";
    table.add(cells);
    return table.draw(ink, 0);
}

}  // namespace

TEST_CASE("numbers end in one column and their margins begin in one", "[report]")
{
    Table table{{{"name", true}, {"wait"}, {"a long head"}}};
    table.add({{"a"}, {"12.3 ms", "+- 0.4"}, {"1"}});
    table.group("others");
    table.add({{"bc"}, {"1 s", "[1]"}, {"22"}});

    CHECK(table.draw(ink, 1) ==
          " name     wait         a long head\n"
          " a     12.3 ms +- 0.4            1\n"
          " others\n"
          " bc        1 s [1]              22\n");
}

TEST_CASE("columns that do not fit the page go on below, behind the names of the rows", "[report]")
{
    const auto drawn = row_of_words(5, std::string(40, 'x'));

    const auto cut = "  " + std::string(25, 'x') + "...";
    const auto head = std::string(29, ' ') + "c";
    CHECK(drawn == "name " + head + head + head + "\nfirst" + cut + cut + cut + "\n\n" + "name " +
                       head + "\nfirst" + cut + "\n");
}

TEST_CASE("a column in which nothing stands is left out", "[report]")
{
    CHECK(row_of_words(3, "") == "name\nfirst\n");
}
