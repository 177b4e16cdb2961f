// SPDX-License-Identifier: MIT
/// From a time to the calendar, and back.
#include "io/haproxy_log/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace tiersim::haproxy {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view shape = "dd/mmm/dddd:dd:dd:dd.ddd";  // d: a digit, m: any letter.

sys_days beginning() { return std::chrono::year{2026} / January / 1; }

/// A moment by calendar and clock.
struct Moment {
    explicit Moment(Duration since) : Moment{beginning() + floor<milliseconds>(since)} {}
    explicit Moment(sys_time<milliseconds> at) : date{floor<days>(at)}, clock{at - floor<days>(at)}
    {
    }

    std::string_view month() const { return months[unsigned{date.month()} - 1]; }
    std::string time() const
    {
        return fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                           clock.seconds().count());
    }

    year_month_day date;
    hh_mm_ss<milliseconds> clock;
};

bool has_shape(std::string_view text)
{
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(), [](char letter, char kind) {
               if (kind == 'd') return letter >= '0' && letter <= '9';
               return kind == 'm' || letter == kind;
           });
}

int number_at(std::string_view text, std::size_t from, std::size_t length)
{
    int number = 0;
    std::from_chars(text.data() + from, text.data() + from + length, number);
    return number;
}

}  // namespace

std::string log_date(Duration at)
{
    const Moment moment{at};
    return fmt::format("{:02}/{}/{}:{}.{:03}", unsigned{moment.date.day()}, moment.month(),
                       int{moment.date.year()}, moment.time(), moment.clock.subseconds().count());
}

std::string syslog_date(Duration at)
{
    const Moment moment{at};
    return fmt::format("{} {:2} {}", moment.month(), unsigned{moment.date.day()}, moment.time());
}

std::string rfc_date(Duration at)
{
    const Moment moment{at};
    return fmt::format("{:04}-{:02}-{:02}T{}.{:03}+00:00", int{moment.date.year()},
                       unsigned{moment.date.month()}, unsigned{moment.date.day()}, moment.time(),
                       moment.clock.subseconds().count());
}

// Years that are too far away for a Duration are none.
std::optional<Duration> parse_log_date(std::string_view text)
{
    if (!has_shape(text)) return std::nullopt;
    const auto* const name = std::find(months.begin(), months.end(), text.substr(3, 3));
    if (name == months.end()) return std::nullopt;
    const auto number = static_cast<unsigned>(name - months.begin()) + 1;
    const year_month_day date{year{number_at(text, 7, 4)}, month{number},
                              day{static_cast<unsigned>(number_at(text, 0, 2))}};
    const int hour = number_at(text, 12, 2);
    const int minute = number_at(text, 15, 2);
    const int second = number_at(text, 18, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    if (date.year() < year{1970} || date.year() > year{2200}) return std::nullopt;
    return sys_days{date} - beginning() + hours{hour} + minutes{minute} + seconds{second} +
           milliseconds{number_at(text, 21, 3)};
}

}  // namespace tiersim::haproxy
