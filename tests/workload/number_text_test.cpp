// SPDX-License-Identifier: MIT
/// Numbers and times in text, to the nanosecond.
#include "workload/number_text.hpp"

#include "catch.hpp"

using namespace tiersim;
using namespace std::chrono_literals;

TEST_CASE("decimals are read to the nanosecond, without a detour over binary fractions",
          "[workload]")
{
    CHECK(parse_decimal("1", 1s) == 1s);
    CHECK(parse_decimal(" 804571201 ", 1s) == 804'571'201s);
    CHECK(parse_decimal("804571201.123456789", 1s) == 804'571'201'123'456'789ns);
    CHECK(parse_decimal("0.1", 1ns) == 0ns);
    CHECK(parse_decimal("0.5", 1ns) == 1ns);
    CHECK(parse_decimal("-1.5", 1s) == -1500ms);
    CHECK(parse_decimal(".25", 1s) == 250ms);
    CHECK(parse_decimal("3.", 1s) == 3s);
    CHECK(parse_decimal("1e-3", 1s) == 1ms);
    CHECK(parse_decimal("2.5E2", 1ms) == 250ms);
    CHECK(parse_decimal("0.00000000000000000000000001", 1s) == 0ns);
    CHECK(parse_decimal("0.3333333333333333333333333333333333", 1s) == 333'333'333ns);
}

TEST_CASE("what is no decimal, or too long for the clock, is refused", "[workload]")
{
    for (const char* text : {"", " ", ".", "-", "1x", "1 2", "--1", "1e", "1e999", "nan", "inf",
                             "0x10", "1,5", "99999999999", "1e20"})
        CHECK(parse_decimal(text, 1s) == std::nullopt);
    CHECK(parse_decimal("9223372036", 1s).has_value());
    CHECK(parse_stamp("9223372036") == std::nullopt);
}

TEST_CASE("lengths of time carry their unit, or are seconds", "[workload]")
{
    CHECK(parse_length("250ms") == 250ms);
    CHECK(parse_length(" 1.5s ") == 1500ms);
    CHECK(parse_length("3us") == 3us);
    CHECK(parse_length("7ns") == 7ns);
    CHECK(parse_length("2min") == 2min);
    CHECK(parse_length("1h") == 1h);
    CHECK(parse_length("1d") == 24h);
    CHECK(parse_length("0.25") == 250ms);
    CHECK(parse_length("5 weeks") == std::nullopt);
    CHECK(parse_length("ms") == std::nullopt);
}

TEST_CASE("dates and times count from 1970, in the zone they name", "[workload]")
{
    CHECK(parse_stamp("1970-01-01T00:00:00Z") == 0s);
    CHECK(parse_stamp("2014-12-24T00:30:53.540") == 1'419'381'053'540ms);
    CHECK(parse_stamp("2014-12-24 00:30:53,540") == 1'419'381'053'540ms);
    CHECK(parse_stamp("1995-07-01T00:00:01-04:00") == 804'571'201s);
    CHECK(parse_stamp("1995-07-01T00:00:01-0400") == 804'571'201s);
    CHECK(parse_stamp("1995-07-01T06:00:01+02") == 804'571'201s);
    CHECK(parse_stamp("2016-12-31T23:59:60Z") == 1'483'228'800s);
    CHECK(parse_stamp("2000-02-29T12:00:00") == 951'825'600s);
}

TEST_CASE("what is no date and time is refused", "[workload]")
{
    for (const char* text :
         {"2014-12-24", "2014-13-24T00:00:00", "2015-02-29T00:00:00", "2014-12-24T25:00:00",
          "2014-12-24T00:61:00", "2014-12-24T00:00:61", "2014-12-24T00:00", "2014-12-24T00:00:00+",
          "2014-12-24T00:00:00 PST", "2014-12-24X00:00:00", "9999-12-24T00:00:00", "2014-", "-"})
        CHECK(parse_stamp(text) == std::nullopt);
}

TEST_CASE("counts are whole and not negative", "[workload]")
{
    CHECK(parse_count("0") == 0U);
    CHECK(parse_count(" 6245 ") == 6245U);
    CHECK(parse_count("18446744073709551615") == 18'446'744'073'709'551'615U);
    for (const char* text : {"", "-1", "1.5", "18446744073709551616", "12k"})
        CHECK(parse_count(text) == std::nullopt);
}
