// SPDX-License-Identifier: MIT
/// Writes HAProxy's HTTP and TCP log (section 8.2 of its manual).
#include "tiersim/io/haproxy_log.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace tiersim::haproxy {

namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// A moment by calendar and clock.
struct Moment {
    explicit Moment(Duration since_start)
    {
        using namespace std::chrono;
        const sys_days epoch = std::chrono::year{2026} / January / 1;
        const auto at = epoch + floor<milliseconds>(since_start);
        const auto midnight = floor<days>(at);
        const year_month_day calendar{midnight};
        const hh_mm_ss clock{at - midnight};
        day = unsigned{calendar.day()};
        month = months[unsigned{calendar.month()} - 1];
        year = int{calendar.year()};
        time = fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                           clock.seconds().count());
        thousandth = clock.subseconds().count();
    }

    unsigned day = 0;
    std::string_view month{};
    int year = 0;
    std::string time{};
    std::int64_t thousandth = 0;
};

/// "01/Jan/2026:00:00:00.000"
std::string date(Duration since_start)
{
    const Moment at{since_start};
    return fmt::format("{:02}/{}/{}:{}.{:03}", at.day, at.month, at.year, at.time, at.thousandth);
}

std::string address(std::uint32_t ip)
{
    return fmt::format("{}.{}.{}.{}", ip >> 24U, ip >> 16U & 0xffU, ip >> 8U & 0xffU, ip & 0xffU);
}

std::string head(const LogRecord& record)
{
    return fmt::format("{}:{} [{}] {}{} {}/{}", address(record.client), record.port,
                       date(record.began), record.frontend, record.encrypted ? "~" : "",
                       record.backend, record.server.empty() ? "<NOSRV>" : record.server);
}

std::string counters(const LogRecord& record)
{
    return fmt::format("{}/{}/{}/{}/{}{} {}/{}", record.process_connections,
                       record.frontend_connections, record.backend_connections,
                       record.server_connections, record.redispatched ? "+" : "", record.retries,
                       record.server_queue, record.backend_queue);
}

/// At most 1,023 bytes; what cannot be printed as #XX.
std::string request_line(const std::string& line)
{
    if (line.empty()) return "<BADREQ>";
    std::string text;
    for (const char byte : line.substr(0, 1023)) {
        const bool printable = byte >= ' ' && byte <= '~' && byte != '"' && byte != '#';
        text += printable ? std::string(1, byte)
                          : fmt::format("#{:02X}", static_cast<unsigned char>(byte));
    }
    return text;
}

}  // namespace

std::string to_text(const LogRecord& record)
{
    if (record.tcp)
        return fmt::format("{} {}/{}/{} {} {} {}", head(record), record.waited, record.connect,
                           record.active, record.bytes, record.termination.substr(0, 2),
                           counters(record));
    return fmt::format("{} {}/{}/{}/{}/{} {} {} - - {} {} \"{}\"", head(record), record.request,
                       record.waited, record.connect, record.response, record.active, record.status,
                       record.bytes, record.termination, counters(record),
                       request_line(record.line));
}

std::string to_syslog(const LogRecord& record)
{
    const Moment at{record.began + std::chrono::milliseconds{record.active}};
    return fmt::format("{} {:2} {} {} haproxy[1]: {}", at.month, at.day, at.time, record.process,
                       to_text(record));
}

}  // namespace tiersim::haproxy
