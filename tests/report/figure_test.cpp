// SPDX-License-Identifier: MIT
/// Digits, units and margins of numbers in reports.
#include "report/figure.hpp"

#include "catch.hpp"

#include <limits>

using namespace tiersim;
using namespace tiersim::report;
using namespace std::chrono_literals;

namespace {

const Signs ascii{.plus_minus = "+-", .micro = "u", .ellipsis = "..."};
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string spaced(std::string text)
{
    const std::string_view sign{tie};
    for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign))
        text.replace(at, sign.size(), " ");
    return text;
}

std::string shown(double value, Unit unit) { return spaced(quantity_text(value, unit, ascii)); }

std::string shown(const Estimate& estimate, Unit unit)
{
    const auto both = figure(estimate, unit, ascii);
    return spaced(both.value + (both.margin.empty() ? "" : " " + both.margin));
}

}  // namespace

TEST_CASE("counts have thousands separators", "[report]")
{
    CHECK(count_text(0) == "0");
    CHECK(count_text(999) == "999");
    CHECK(count_text(1000) == "1,000");
    CHECK(count_text(12'345'678) == "12,345,678");
}

TEST_CASE("a number without an interval has three digits, or four that begin with 1", "[report]")
{
    CHECK(shown(0.0123456, Unit::seconds) == "12.35 ms");
    CHECK(shown(0.0000234, Unit::seconds) == "23.4 us");
    CHECK(shown(0.9996, Unit::seconds) == "1.000 s");
    CHECK(shown(0.0, Unit::seconds) == "0 s");
    CHECK(shown(5.4e-9, Unit::seconds) == "5.40 ns");
    CHECK(shown(86400.0, Unit::seconds) == "86,400 s");
    CHECK(shown(12345.6, Unit::per_second) == "12,346 /s");
    CHECK(shown(0.25, Unit::number) == "0.250");
    CHECK(shown(155.93, Unit::per_second) == "155.9 /s");
    CHECK(shown(0.9999, Unit::number) == "1.000");
    CHECK(shown(-2.5, Unit::number) == "-2.50");
}

TEST_CASE("a share of almost all has two digits of what is missing", "[report]")
{
    CHECK(shown(0.000123, Unit::share) == "0.01230 %");
    CHECK(shown(0.5, Unit::share) == "50.0 %");
    CHECK(shown(0.99979, Unit::share) == "99.979 %");
    CHECK(shown(0.936, Unit::share) == "93.6 %");
    CHECK(shown(0.8766, Unit::share) == "87.7 %");
    CHECK(shown(1.0, Unit::share) == "100 %");
    CHECK(shown(0.0, Unit::share) == "0 %");
}

TEST_CASE("an interval decides how many digits are shown", "[report]")
{
    CHECK(shown(Estimate::around(0.0123456, 0.0004), Unit::seconds) == "12.3 ms +- 0.4");
    CHECK(shown(Estimate::around(0.0123456, 0.00014), Unit::seconds) == "12.35 ms +- 0.14");
    CHECK(shown(Estimate::around(0.0123456, 0.00018), Unit::seconds) == "12.35 ms +- 0.18");
    CHECK(shown(Estimate::around(0.0123456, 0.04), Unit::seconds) == "12 ms +- 40");
    CHECK(shown(Estimate::around(0.9987654, 0.00002), Unit::share) == "99.877 % +- 0.002");
    CHECK(shown(Estimate::around(1.0, 0.0), Unit::share) == "100 % +- 0");
    CHECK(shown(Estimate::around(12345.6, 30.0), Unit::per_second) == "12,346 /s +- 30");
    CHECK(shown(Estimate::around(4.0, 1e-9), Unit::number) == "4.00 +- <0.01");
    CHECK(shown(Estimate::around(60.0, 1e-14), Unit::seconds) == "60.0 s +- 0");
    CHECK(shown(Estimate::around(0.000001, 0.000002), Unit::number) == "0.000 +- <0.001");
}

TEST_CASE("the unit is that of the larger of value and margin", "[report]")
{
    CHECK(shown(Estimate::around(0.0005, 0.0013), Unit::seconds) == "0.5 ms +- 1.3");
}

TEST_CASE("a lopsided interval is shown with both ends", "[report]")
{
    const Estimate share{0.952, Interval{0.938, 0.958}, {}};

    CHECK(shown(share, Unit::share) == "95.2 % [93.8, 95.8]");
    CHECK(shown(Estimate{1.0, Interval{0.9999866, 1.0}, {}}, Unit::share) ==
          "100 % [99.9987, 100]");
    CHECK(shown(Estimate{0.0, Interval{0.0, 0.0000134}, {}}, Unit::share) == "0 % [0, 0.0013]");
}

TEST_CASE("what has no interval or no end has no margin", "[report]")
{
    CHECK(shown(Estimate::without(0.5, "short"), Unit::seconds) == "500 ms");
    CHECK(shown(infinity, Unit::seconds) == "endless");
    CHECK(shown(Estimate::around(infinity, 1.0), Unit::seconds) == "endless");
    CHECK(shown(Estimate{1.0, Interval{0.5, infinity}, {}}, Unit::seconds) == "1.000 s");
    CHECK(shown(std::numeric_limits<double>::quiet_NaN(), Unit::share) == "none");
}

TEST_CASE("instants are shown to the millisecond without zeros at the end", "[report]")
{
    CHECK(spaced(clock_text(Instant{63s + 400ms})) == "63.4 s");
    CHECK(spaced(clock_text(Duration{1234s + 5ms + 300us})) == "1,234.005 s");
    CHECK(spaced(clock_text(Duration{})) == "0 s");
    CHECK(spaced(clock_text(100s)) == "100 s");
}
