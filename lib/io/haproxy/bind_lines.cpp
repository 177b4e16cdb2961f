// SPDX-License-Identifier: MIT
/// Addresses to listen on.
#include "io/haproxy/addresses.hpp"
#include "io/haproxy/bind_words.hpp"
#include "io/haproxy/handlers.hpp"
#include "io/haproxy/patterns.hpp"
#include "tiersim/core/nearest.hpp"

#include <array>
#include <string_view>

namespace tiersim::haproxy::lines {
namespace {

void refuse_unknown(Parser& parser, const std::string& name)
{
    std::vector<std::string> known;
    for (const BindWord& word : bind_words())
        known.emplace_back(word.name);
    parser.refuse("unknown word '" + name + "'", nearest(name, known));
}

void limit(Parser& parser, const std::string& word, const std::string& text, Bind& bind)
{
    const std::int64_t number = leading_number(text);
    if (number < 0) return parser.refuse("'" + word + "' must not be negative");
    const auto set = number > 0 ? std::optional{static_cast<std::uint32_t>(number)} : std::nullopt;
    (word == "maxconn" ? bind.maxconn : bind.backlog) = set;
}

void protocol(Parser& parser, const std::string& word, const std::string& text, Bind& bind)
{
    if (word == "proto" && text != "h1" && text != "h2" && text != "none")
        return parser.refuse("unknown protocol '" + text + "'");
    if (text.find("h2") == std::string::npos) return;
    bind.http2 = true;
    parser.leave_out("bind " + word,
                     "requests of one client take turns on a connection, as in "
                     "HTTP/1.1: HTTP/2 would have them share it");
}

/// What one word with its argument says.
void take_word(Parser& parser, const std::string& word, const std::string& value, Bind& bind)
{
    if (word == "maxconn" || word == "backlog") limit(parser, word, value, bind);
    if (word == "name") bind.name = value;
    if (word == "ssl") bind.ssl = true;
    if (word == "proto" || word == "alpn" || word == "npn") protocol(parser, word, value, bind);
    if (word == "crt" || word == "crt-list" || word == "ca-file" || word == "ca-verify-file" ||
        word == "ca-sign-file" || word == "crl-file" || word == "tls-ticket-keys")
        parser.missing_file(value);
    if (word == "process") parser.warn("'process' is deprecated and will be removed in 2.7");
}

Bind settings(Parser& parser, const Words& words)
{
    Bind bind;
    bool certified = false;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const BindWord* word = find_bind_word(words[i]);
        if (word == nullptr) {
            refuse_unknown(parser, words[i]);
            return bind;
        }
        const std::string name = words[i];
        parser.count("bind " + name, word->support);
        certified = certified || name == "crt" || name == "crt-list" ||
                    name == "generate-certificates";
        if (word->arguments > 0) ++i;
        if (word->arguments > 0 && words[i].empty())
            parser.refuse("'" + name + "' expects an argument");
        take_word(parser, name, words[i], bind);
    }
    if (bind.ssl && !certified) parser.refuse("'ssl' needs a certificate, by 'crt'");
    return bind;
}

void add(Parser& parser, const std::string& text, Bind bind)
{
    const Address address = parse_address(text, parser.environment());
    if (!address.problem.empty()) return parser.refuse(address.problem);
    if (address.foreign) parser.leave_out("bind", "nobody comes in by '" + text + "'");
    if (!address.socket && !address.port) return parser.refuse("missing port in '" + text + "'");
    if (!address.socket && address.port == 0U) return parser.refuse("invalid port '0'");
    if (!address.socket && !address.host.empty() && !parse_subnet(address.host))
        return parser.refuse("invalid address '" + address.host + "'");
    bind.address = address.host;
    bind.port = address.port.value_or(0);
    bind.port_last = address.port ? address.port_last : 0;
    parser.proxy().front.binds.push_back(std::move(bind));
    parser.proxy().marks["bind"] = parser.line();
}

}  // namespace

void bind(Parser& parser, const Words& words)
{
    if (words.size() < 2) return parser.refuse("expects an address and a port");
    const Bind bind = settings(parser, words);
    std::string_view rest = words[1];
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        add(parser, std::string{rest.substr(0, comma)}, bind);
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
}

}  // namespace tiersim::haproxy::lines
