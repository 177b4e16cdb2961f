// SPDX-License-Identifier: MIT
/// Prefix, host, and what is behind the last colon.
#include "io/haproxy/addresses.hpp"

#include "io/haproxy/units.hpp"

#include <array>
#include <string_view>

namespace tiersim::haproxy {
namespace {

std::string trimmed(std::string text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// Takes a prefix like "ipv4@" off `text`.
void take_prefix(std::string& text, Address& address)
{
    constexpr std::array<std::string_view, 7> sockets{"unix@",  "abns@", "fd@",  "sockpair@",
                                                      "abnsz@", "uxst@", "uxdg@"};
    for (const std::string_view prefix : sockets) {
        if (!text.starts_with(prefix)) continue;
        text.erase(0, prefix.size());
        address.socket = true;
        address.foreign = prefix == "fd@" || prefix == "sockpair@";
    }
    for (const std::string_view prefix :
         {"ipv4@", "ipv6@", "tcp4@", "tcp6@", "tcp@", "stream+ipv4@", "stream+ipv6@"}) {
        if (text.starts_with(prefix)) text.erase(0, prefix.size());
    }
    for (const std::string_view prefix : {"udp@", "udp4@", "udp6@", "quic4@", "quic6@"}) {
        if (!text.starts_with(prefix)) continue;
        text.erase(0, prefix.size());
        address.foreign = true;
    }
    if (text.starts_with('/')) address.socket = true;
}

void read_port(const std::string& text, const std::string& whole, Address& address)
{
    if (text.empty()) return;
    const bool minus = text.front() == '-';
    if (minus || text.front() == '+') {
        const auto offset = whole_number(std::string_view{text}.substr(1));
        if (!offset || *offset > 65535)
            address.problem = "invalid port offset in '" + whole + "'";
        else
            address.port_offset = static_cast<std::int32_t>(minus ? -*offset : *offset);
        address.relative = true;
        return;
    }
    const std::size_t dash = text.find('-');
    const auto first = whole_number(text.substr(0, dash));
    const auto last = dash == std::string::npos ? first : whole_number(text.substr(dash + 1));
    if (!first || !last) {
        address.problem = "invalid port number '" + text + "' in '" + whole + "'";
    } else if (*first < 0 || *first > 65535 || *last > 65535 || *last < *first) {
        address.problem = "invalid port '" + text + "'";
    } else {
        address.port = static_cast<std::uint32_t>(*first);
        address.port_last = static_cast<std::uint32_t>(*last);
    }
}

}  // namespace

Address parse_address(const std::string& text, const Environment& environment)
{
    Address address;
    std::string rest = trimmed(expanded(text, environment));
    if (rest.empty()) {
        address.problem = "'" + text + "' resolves to an empty address (a variable is missing?)";
        return address;
    }
    take_prefix(rest, address);
    if (address.socket) {
        address.host = rest;
        return address;
    }
    const std::size_t bracket = rest.find(']');
    const std::size_t colon = rest.rfind(':');
    const bool has_port = colon != std::string::npos &&
                          (bracket == std::string::npos || colon > bracket);
    address.host = rest.substr(0, has_port ? colon : std::string::npos);
    if (address.host.starts_with('[') && address.host.ends_with(']'))
        address.host = address.host.substr(1, address.host.size() - 2);
    if (has_port) read_port(rest.substr(colon + 1), rest, address);
    if (address.host == "*") address.host.clear();
    return address;
}

}  // namespace tiersim::haproxy
