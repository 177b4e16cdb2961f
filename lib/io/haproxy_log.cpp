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

/// "01/Jan/2026:00:00:00.000"
std::string date(Duration since_start)
{
    using namespace std::chrono;
    const auto at = sys_days{year{2026} / January / 1} + floor<milliseconds>(since_start);
    const auto day = floor<days>(at);
    const year_month_day calendar{day};
    const hh_mm_ss clock{at - day};
    return fmt::format("{:02}/{}/{}:{:02}:{:02}:{:02}.{:03}", unsigned{calendar.day()},
                       months[unsigned{calendar.month()} - 1], int{calendar.year()},
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
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

}  // namespace tiersim::haproxy
