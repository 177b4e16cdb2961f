// SPDX-License-Identifier: MIT
/// Stick tables and the rules that use them.
#include "io/haproxy/conditions.hpp"
#include "io/haproxy/handlers.hpp"
#include "io/haproxy/samples.hpp"

#include <array>
#include <utility>

namespace tiersim::haproxy::lines {
namespace {

std::optional<KeyType> key_type(const std::string& word)
{
    constexpr std::array<std::pair<std::string_view, KeyType>, 5> known{
        {{"ip", KeyType::ip},
         {"ipv6", KeyType::ipv6},
         {"integer", KeyType::integer},
         {"string", KeyType::string},
         {"binary", KeyType::binary}}};
    for (const auto& [name, type] : known) {
        if (name == word) return type;
    }
    return std::nullopt;
}

/// "http_req_rate(10s)", without the comma behind it.
void store(Parser& parser, std::string_view text, StickTable& table)
{
    const std::size_t open = text.find('(');
    const std::string name{text.substr(0, open)};
    StoredCounter stored{.counter = counter_of(name)};
    const bool is_rate = name.ends_with("_rate");
    constexpr std::array<std::string_view, 8> others{
        "gpc", "gpc_rate", "gpc1", "gpc1_rate", "gpt", "server_key", "server_name", "glitch_cnt"};
    bool known = stored.counter != Counter::none;
    for (const std::string_view other : others)
        known = known || other == name;
    if (!known) return parser.refuse("unknown counter '" + name + "'");
    if (stored.counter == Counter::none)
        return parser.leave_out("stick-table store " + name, "this counter is not kept");
    if (is_rate && (open == std::string_view::npos || !text.ends_with(')')))
        return parser.refuse("'" + name + "' expects a period in parentheses");
    if (is_rate)
        stored.period = parser.time(std::string{text.substr(open + 1, text.size() - open - 2)})
                            .value_or(Duration{0});
    table.store.push_back(stored);
}

void store_all(Parser& parser, std::string_view list, StickTable& table)
{
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        store(parser, list.substr(0, comma), table);
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
}

/// One word and its argument; `at` goes to the last of them.
void table_word(Parser& parser, const Words& words, std::size_t& at, StickTable& table)
{
    const std::string& word = words[at];
    if (word == "nopurge") {
        table.nopurge = true;
        return;
    }
    const std::string& value = words[++at];
    if (value.empty()) return parser.refuse("'" + word + "' expects an argument");
    if (word == "type") {
        const auto type = key_type(value);
        if (!type) return parser.refuse("unknown type '" + value + "'");
        table.type = *type;
        if (words[at + 1] != "len") return;
        at += 2;
        table.key_length = static_cast<std::uint32_t>(leading_number(words[at]));
        if (table.key_length == 0) parser.refuse("'len' expects a positive number");
    } else if (word == "size") {
        const auto size = parse_size(value);
        if (!size || *size == 0) return parser.refuse("'size' expects a positive number");
        table.size = *size;
    } else if (word == "expire")
        table.expire = parser.time(value);
    else if (word == "store")
        store_all(parser, value, table);
    else if (word == "peers")
        table.peers = value;
    else if (word != "srvkey" && word != "write-to")
        parser.refuse("unknown word '" + word +
                      "'; there are type, size, expire, nopurge, store, peers "
                      "and srvkey");
}

/// Whether a sample is taken from the server's response.
bool is_of_response(std::string_view sample)
{
    for (const std::string_view start : {"res.", "resp_", "scook", "shdr", "status"}) {
        if (sample.starts_with(start)) return true;
    }
    return false;
}

}  // namespace

void stick_table(Parser& parser, const Words& words)
{
    Draft& proxy = parser.proxy();
    for (const Draft& other : parser.proxies()) {
        if (other.table && other.name == proxy.name)
            return parser.refuse("a table of this name stands in " + title(other));
    }
    StickTable table{.name = proxy.name};
    bool typed = false;
    for (std::size_t i = 1; i < words.size(); ++i) {
        typed = typed || words[i] == "type";
        table_word(parser, words, i, table);
    }
    if (!typed) parser.refuse("missing type");
    if (table.size == 0) parser.refuse("missing size");
    if (!table.peers.empty())
        proxy.peers.push_back(
            {.name = table.peers, .line = parser.line(), .keyword = "stick-table"});
    proxy.table = std::move(table);
}

void stick(Parser& parser, const Words& words)
{
    if (!parser.proxy().has_back()) return;
    const std::string& kind = words[1];
    StickRule rule;
    rule.match = kind == "on" || kind == "match";
    rule.store_request = kind == "on" || kind == "store" || kind == "store-request";
    rule.store_response = kind == "store-response";
    if (!rule.match && !rule.store_request && !rule.store_response)
        return parser.refuse("expects on, match, store-request or store-response");
    if (words[2].empty()) return parser.refuse("expects a sample");
    SampleText text = parse_sample(words[2]);
    if (!text.problem.empty()) return parser.refuse(text.problem);
    if (!rule.store_response && is_of_response(words[2]))
        return parser.refuse("'" + words[2] + "' is not known before the response");
    if (text.sample.fetch == Fetch::unknown)
        parser.undecided("'" + words[2] +
                         "' is not modelled: which server a client sticks to cannot "
                         "be told");
    rule.sample = std::move(text.sample);
    std::size_t at = 3;
    if (words[at] == "table") {
        rule.table = words[at + 1];
        at += 2;
    }
    rule.when = parse_condition(parser, words, at);
    demand_known(parser, rule.when);
    Draft& proxy = parser.proxy();
    proxy.tables.push_back({.name = rule.table.empty() ? proxy.name : rule.table,
                            .line = parser.line(),
                            .keyword = "stick"});
    proxy.back.stick_rules.push_back(std::move(rule));
}

}  // namespace tiersim::haproxy::lines
