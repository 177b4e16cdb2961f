// SPDX-License-Identifier: MIT
/// The report as people read it.
#include "tiersim/report/text.hpp"

#include "catch.hpp"
#include "report/ink.hpp"
#include "report/results.hpp"
#include "support/golden.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

using namespace tiersim;

namespace {

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::size_t widest_line(const std::string& text)
{
    std::size_t widest = 0;
    for (const auto& line : lines_of(text))
        widest = std::max(widest, report::columns_of(line));
    return widest;
}

std::string without_escapes(const std::string& text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\033')
            i = text.find('m', i);
        else
            plain += text[i];
    }
    return plain;
}

bool is_ascii(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= 0; });
}

// The lines from the one that begins with `start` on, as far as they are indented.
std::string paragraph(const std::string& text, const std::string& start)
{
    std::string found;
    for (const auto& line : lines_of(text)) {
        const bool goes_on = !found.empty() && line.starts_with("   ");
        if (!goes_on && !found.empty()) break;
        if (goes_on || line.starts_with(start))
            found += (found.empty() ? "" : " ") + line.substr(line.find_first_not_of(' '));
    }
    return found;
}

}  // namespace

TEST_CASE("the report of a shop that lost a server is as approved", "[report][golden]")
{
    const auto text = text_report(shop_result());

    CHECK(text == golden::approved("report/shop.txt", text));
}

TEST_CASE("the report of a result with too much of everything is as approved", "[report][golden]")
{
    const auto text = text_report(wild_result(), {.utf8 = false});

    CHECK(text == golden::approved("report/wild.txt", text));
}

TEST_CASE("the report of a run in which nothing happened is as approved", "[report][golden]")
{
    const auto text = text_report(empty_result());

    CHECK(text == golden::approved("report/empty.txt", text));
}

TEST_CASE("no line of a report is wider than a page", "[report]")
{
    for (const auto& result : {shop_result(), wild_result(), empty_result()}) {
        CHECK(widest_line(text_report(result)) <= 100);
        CHECK(widest_line(text_report(result, {.colour = true})) <= 100);
        CHECK(widest_line(text_report(result, {.utf8 = false})) <= 100);
    }
}

TEST_CASE("a report has colours only where they are asked for, and says the same with them",
          "[report]")
{
    const auto plain = text_report(wild_result());
    const auto coloured = text_report(wild_result(), {.colour = true});

    CHECK(plain.find('\033') == std::string::npos);
    CHECK(coloured != plain);
    CHECK(lines_of(without_escapes(coloured)) == lines_of(plain));
}

TEST_CASE("a report without UTF-8 is in ASCII when the names are", "[report]")
{
    CHECK(is_ascii(text_report(shop_result(), {.utf8 = false})));
    CHECK_FALSE(is_ascii(text_report(shop_result())));
}

TEST_CASE("the three questions are answered on the first screen", "[report]")
{
    const auto lines = lines_of(text_report(wild_result()));
    std::string screen;
    for (std::size_t i = 0; i < 24; ++i)
        screen += lines[i] + '\n';

    CHECK(screen.find("Did it survive?") != std::string::npos);
    CHECK(screen.find("What did users see?") != std::string::npos);
    CHECK(screen.find("What broke first?") != std::string::npos);
}

TEST_CASE("a site survives when its promises are kept", "[report]")
{
    auto result = shop_result();
    const auto survived = [&] { return paragraph(text_report(result), "Did it survive?"); };

    CHECK(survived().find("No: 1 of 3 promises missed: shoppers: availability") !=
          std::string::npos);
    result.expectations.erase(result.expectations.begin());
    CHECK(survived().find("Undecided: 1 of 2 promises cannot be told from this run") !=
          std::string::npos);
    result.expectations.pop_back();
    CHECK(survived().find("Yes: 1 of 1 promise kept.") != std::string::npos);
}

TEST_CASE("without promises a site survives when its last requests were answered", "[report]")
{
    auto result = shop_result();
    result.expectations.clear();
    const auto survived = [&] { return paragraph(text_report(result), "Did it survive?"); };

    CHECK(survived().find("It stood at the end: 99.951 %") != std::string::npos);
    for (auto& step : result.populations.front().timeline)
        step.good = step.at >= Instant{std::chrono::seconds{100}} ? 0.0 : step.good;
    CHECK(survived().find("No, it was in trouble at the end: 0 %") != std::string::npos);
}

TEST_CASE("what broke first is the fault, or what went wrong before it", "[report]")
{
    auto result = shop_result();
    auto& timeline = result.populations.front().timeline;
    const auto broke = [&] { return paragraph(text_report(result), "What broke first?"); };

    CHECK(broke().find("crash of app-2 at 60 s: noticed after 3.9 s") != std::string::npos);
    CHECK(broke().find("The costliest") == std::string::npos);

    result.faults[1] = result.faults[0];
    result.faults[1].what = "crash of db-1";
    result.faults[1].from += std::chrono::seconds{20};
    result.faults[1].failed = 4015.0;
    CHECK(broke().find("The costliest was crash of db-1 at 80 s: 4,015 requests failed") !=
          std::string::npos);

    for (int i = 30; i < 35; ++i)
        timeline[static_cast<std::size_t>(i)].good = 10.0;
    CHECK(broke().find("Before any fault: from 30 s on, shoppers had too few answers in time") !=
          std::string::npos);

    result.faults.clear();
    CHECK(broke().find("No fault struck; from 30 s on") != std::string::npos);

    timeline.clear();
    CHECK(broke().find("Nothing. The busiest node is db-1: 93.6 % of its 16 workers") !=
          std::string::npos);
}

TEST_CASE("one bad step of a window that was good is no turning point", "[report]")
{
    auto result = shop_result();
    result.faults.clear();
    auto& timeline = result.populations.front().timeline;
    for (auto& step : timeline)
        step = {.at = step.at, .offered = 100.0, .answered = 100.0, .good = 100.0};

    timeline[33].good = 95.0;
    CHECK(text_report(result).find("had too few answers") == std::string::npos);

    timeline[34].good = 94.0;
    CHECK(text_report(result).find("from 33 s on, shoppers had too few answers") !=
          std::string::npos);
}

TEST_CASE("a bad stretch in a good time before the fault does not hide the fault", "[report]")
{
    auto result = shop_result();
    auto& timeline = result.populations.front().timeline;
    for (std::size_t i = 30; i < 35; ++i)
        timeline[i].good = 0.94 * timeline[i].offered;

    CHECK(paragraph(text_report(result), "What broke first?").find("crash of app-2 at 60 s") !=
          std::string::npos);
}

TEST_CASE("of many faults those are drawn that cost most", "[report]")
{
    auto result = shop_result();
    result.faults.resize(9, result.faults.front());
    for (std::size_t i = 0; i < 9; ++i) {
        result.faults[i].what = "fault " + std::to_string(i);
        result.faults[i].spells = 1;
        result.faults[i].failed = i == 1 ? 0.0 : static_cast<double>(i);
    }

    const auto text = text_report(result);

    CHECK(text.find("fault 3, from 55 s to 96 s") < text.find("fault 8, from 55 s to 96 s"));
    CHECK(text.find("fault 2, from 55 s to 96 s") == std::string::npos);
    CHECK(text.find("3 less harmful faults not drawn here.") != std::string::npos);
}

TEST_CASE("a doubt is explained once, however many figures share it", "[report]")
{
    auto result = shop_result();
    for (auto& node : result.nodes)
        node.wait_mean = Estimate::without(0.001, "one run has no interval");

    const auto text = text_report(result);

    const auto first = text.find("one run has no interval");
    CHECK(first != std::string::npos);
    CHECK(text.find("one run has no interval", first + 1) == std::string::npos);
    CHECK(text.find("1.000 ms [2]") != std::string::npos);
}
