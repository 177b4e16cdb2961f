// SPDX-License-Identifier: MIT
/// The fields that are more than a word or a number.
#include "io/haproxy_log/pen.hpp"

#include "io/haproxy_log/dates.hpp"

#include <fmt/format.h>

namespace tiersim::haproxy {

namespace {

// At most 1,023 bytes; what cannot be printed as #XX.
std::string printable(std::string_view line)
{
    std::string text;
    for (const char byte : line.substr(0, 1023)) {
        const bool plain = byte >= ' ' && byte <= '~' && byte != '"' && byte != '#';
        text += plain ? std::string(1, byte)
                      : fmt::format("#{:02X}", static_cast<unsigned char>(byte));
    }
    return text;
}

}  // namespace

void LogPen::client(std::uint32_t ip, const std::string& name, std::uint32_t port)
{
    text_ += name.empty() ? fmt::format("{}.{}.{}.{}", ip >> 24U, ip >> 16U & 0xffU,
                                        ip >> 8U & 0xffU, ip & 0xffU)
                          : name;
    if (name.empty() || port != 0) text_ += fmt::format(":{}", port);
}

void LogPen::date(Duration at) { text_ += log_date(at); }

void LogPen::captures(const std::string& blocks)
{
    if (!blocks.empty()) text_ += " " + blocks;
}

void LogPen::request(const std::string& line, bool cut)
{
    text_ += "\"" + (line.empty() ? "<BADREQ>" : printable(line));
    if (!cut) text_ += '"';
}

}  // namespace tiersim::haproxy
