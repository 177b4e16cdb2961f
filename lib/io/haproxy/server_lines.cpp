// SPDX-License-Identifier: MIT
/// server, server-template and default-server.
#include "io/haproxy/addresses.hpp"
#include "io/haproxy/handlers.hpp"
#include "io/haproxy/server_words.hpp"
#include "tiersim/core/nearest.hpp"

#include <algorithm>
#include <utility>

namespace tiersim::haproxy::lines {
namespace {

constexpr std::int64_t most_servers = 100000;  // of one template; far beyond what anybody has

std::string fault_of_name(const std::string& name)
{
    const auto bad = std::find_if_not(name.begin(), name.end(), [](char letter) {
        const auto lower = static_cast<char>(letter | 0x20);
        return (lower >= 'a' && lower <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_' || letter == '-' || letter == '.' || letter == ':';
    });
    if (bad == name.end()) return {};
    return "character '" + std::string{*bad} + "' is not permitted in the name '" + name + "'";
}

void take_words(Parser& parser, ServerLine& line, const Words& words, std::size_t at)
{
    for (; at < words.size(); ++at) {
        const std::string& name = words[at];
        const ServerWord* word = find_server_word(name);
        if (word == nullptr) {
            parser.refuse("unknown word '" + name + "'", nearest(name, server_word_names()));
            return;
        }
        parser.count("server " + name, support_of(word->level));
        if (word->level == Level::not_modelled)
            parser.leave_out("server " + name, std::string{word->note});
        if (word->take != nullptr) word->take(parser, line, words.from(at));
        at += static_cast<std::size_t>(std::max(word->arguments, 1) -
                                       (word->arguments == 0 ? 1 : 0));
    }
}

/// Whether all labels of a name are such; an address is a name as well.
bool may_be_host(const std::string& name)
{
    constexpr std::size_t longest = 63;
    std::size_t label = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char letter = name[i];
        if (letter == '.' && label == 0) return false;
        label = letter == '.' ? 0 : label + 1;
        if (label > longest) return false;
    }
    return true;
}

void take_address(Parser& parser, ServerLine& line, const std::string& text)
{
    const Address address = parse_address(text, parser.environment());
    if (!address.problem.empty()) return parser.refuse(address.problem);
    if (address.port && address.port_last != *address.port)
        return parser.refuse("a range of ports is not permitted here, in '" + text + "'");
    if (!address.socket && !may_be_host(address.host))
        return parser.refuse("'" + address.host + "' is neither an address nor a name");
    line.server.address = address.host;
    line.server.port = address.port;
    if (address.port == 0U) line.server.port.reset();
    line.server.port_offset = address.port_offset;
}

void check_authority(Parser& parser, const ServerLine& line)
{
    const bool ssl = line.server.ssl || line.server.check.ssl;
    if (!ssl || line.unverified || line.has_authority) return;
    if (parser.process().contains("ssl-server-verify none")) return;
    parser.refuse("verify is on by default but there is no ca-file; 'verify none' turns it off");
}

void add(Parser& parser, ServerLine line)
{
    for (const ServerLine& other : parser.proxy().servers) {
        if (line.id > 0 && other.id == line.id)
            parser.refuse("id " + std::to_string(line.id) + " is that of server '" +
                          other.server.name + "' in line " + std::to_string(other.line));
    }
    parser.proxy().servers.push_back(std::move(line));
}

/// "3" as 1 to 3, "2-4"; nothing when it is no range.
std::optional<std::pair<std::int64_t, std::int64_t>> range_of(const std::string& text)
{
    const std::size_t dash = text.find('-');
    const std::int64_t first = leading_number(text.substr(0, dash));
    const bool one = dash == std::string::npos;
    const auto range = one ? std::pair{std::int64_t{1}, first}
                           : std::pair{first, leading_number(text.substr(dash + 1))};
    if (range.first < 0 || range.second < range.first) return std::nullopt;
    return range;
}

void from_template(Parser& parser, const Words& words)
{
    if (words.size() < 4)
        return parser.refuse("expects a prefix, a number or range, and an address");
    const auto range = range_of(words[2]);
    if (!range || range->second - range->first >= most_servers)
        return parser.refuse("wrong number or range '" + words[2] + "'");
    ServerLine line = parser.proxy().default_server;
    line.line = parser.line();
    if (const auto fault = fault_of_name(words[1]); !fault.empty()) return parser.refuse(fault);
    take_address(parser, line, words[3]);
    take_words(parser, line, words, 4);
    check_authority(parser, line);
    for (std::int64_t i = range->first; i <= range->second; ++i) {
        line.server.name = words[1] + std::to_string(i);
        add(parser, line);
        line.id = line.id > 0 ? line.id + 1 : 0;
    }
}

}  // namespace

void server(Parser& parser, const Words& words)
{
    if (words[0] == "server-template") return from_template(parser, words);
    if (words[0] == "default-server") {
        if (words.size() < 2) return parser.refuse("expects words about servers");
        const std::size_t id = words.find("id", 1);
        if (id < words.size()) parser.warn("'id' is not accepted here");
        take_words(parser, parser.proxy().default_server, words, 1);
        parser.proxy().default_server.id = 0;
        return;
    }
    if (words.size() < 3) return parser.refuse("expects a name and an address");
    ServerLine line = parser.proxy().default_server;
    line.line = parser.line();
    line.server.name = words[1];
    if (const auto fault = fault_of_name(words[1]); !fault.empty()) return parser.refuse(fault);
    take_address(parser, line, words[2]);
    take_words(parser, line, words, 3);
    check_authority(parser, line);
    if (line.server.agent.enabled && line.server.agent.port == 0)
        parser.refuse("'agent-check' needs an agent-port");
    add(parser, std::move(line));
}

}  // namespace tiersim::haproxy::lines
