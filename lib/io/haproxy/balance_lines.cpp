// SPDX-License-Identifier: MIT
/// How a backend balances, hashes, keeps cookies, and uses connections again.
#include "io/haproxy/handlers.hpp"
#include "io/haproxy/samples.hpp"

#include <array>
#include <utility>

namespace tiersim::haproxy::lines {
namespace {

constexpr std::array<std::pair<std::string_view, Algorithm>, 5> plain_algorithms{
    {{"roundrobin", Algorithm::roundrobin},
     {"static-rr", Algorithm::static_rr},
     {"leastconn", Algorithm::leastconn},
     {"first", Algorithm::first},
     {"source", Algorithm::source}}};

/// What stands between the parentheses of "hdr(Host)"; empty when nothing does.
std::string in_parentheses(const std::string& word)
{
    const std::size_t open = word.find('(');
    const std::size_t close = word.find(')');
    if (open == std::string::npos || close == std::string::npos || close < open) return {};
    return word.substr(open + 1, close - open - 1);
}

void balance_random(Parser& parser, const std::string& word, Balance& balance)
{
    balance.algorithm = Algorithm::random;
    balance.draws = 2;
    if (word.size() < 8 || word[6] != '(' || word[7] == ')') return;
    const auto draws = whole_number(in_parentheses(word));
    if (word.find(')') == std::string::npos)
        return parser.refuse("random: missing closing parenthesis");
    if (!draws) return parser.refuse("random: expects a number of draws");
    if (*draws < 1) return parser.refuse("random: the number of draws must be at least 1");
    balance.draws = static_cast<std::uint32_t>(*draws);
}

void balance_uri(Parser& parser, const Words& words, Balance& balance)
{
    balance.algorithm = Algorithm::uri;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "whole")
            balance.whole = true;
        else if (word == "path-only")
            balance.path_only = true;
        else if (word == "len" || word == "depth") {
            const std::int64_t number = leading_number(words[++i]);
            if (number <= 0) return parser.refuse("uri: '" + word + "' expects a positive number");
            (word == "len" ? balance.length : balance.depth) = static_cast<std::uint32_t>(number);
        } else
            return parser.refuse("uri accepts only len, depth, path-only and whole, got '" + word +
                                 "'");
    }
}

void balance_hash(Parser& parser, const Words& words, Balance& balance)
{
    balance.algorithm = Algorithm::hash;
    if (words.size() != 3) return parser.refuse("hash requires one sample expression");
    SampleText text = parse_sample(words[2]);
    if (!text.problem.empty()) return parser.refuse(text.problem);
    if (text.sample.fetch == Fetch::unknown)
        parser.undecided("'" + words[2] +
                         "' is not modelled: which server a request gets cannot be "
                         "told");
    balance.sample = std::move(text.sample);
}

void balance_header(Parser& parser, const Words& words, Balance& balance)
{
    balance.algorithm = Algorithm::hdr;
    balance.name = in_parentheses(words[1]);
    if (balance.name.empty()) return parser.refuse("hdr requires the name of a header");
    if (!words[2].empty() && words[2] != "use_domain_only")
        return parser.refuse("hdr accepts only 'use_domain_only', got '" + words[2] + "'");
    balance.domain_only = !words[2].empty();
}

void balance_parameter(Parser& parser, const Words& words, Balance& balance)
{
    balance.algorithm = Algorithm::url_param;
    if (words.size() < 3) return parser.refuse("url_param requires the name of a parameter");
    balance.name = words[2];
    if (!words[3].empty() && words[3] != "check_post")
        return parser.refuse("url_param accepts only 'check_post', got '" + words[3] + "'");
    balance.check_post = !words[3].empty();
}

void cookie_attribute(Parser& parser, const Words& words, std::size_t& at, Cookie& cookie)
{
    const std::string& word = words[at];
    if (word == "indirect")
        cookie.indirect = true;
    else if (word == "nocache")
        cookie.nocache = true;
    else if (word == "postonly")
        cookie.postonly = true;
    else if (word == "preserve")
        cookie.preserve = true;
    else if (word == "maxidle")
        cookie.maxidle = parser.time(words[++at], Unit::seconds);
    else if (word == "maxlife")
        cookie.maxlife = parser.time(words[++at], Unit::seconds);
    else if (word == "domain" || word == "attr") {
        if (words[++at].empty()) parser.refuse("'" + word + "' expects an argument");
    } else if (word == "dynamic")
        parser.leave_out("cookie dynamic", "servers without a value of their own have no cookie");
    else if (word != "httponly" && word != "secure")
        parser.refuse(
            "unknown word '" + word +
            "'; there are rewrite, insert, prefix, indirect, nocache, postonly, preserve, "
            "httponly, secure, domain, maxidle, maxlife, dynamic and attr");
}

}  // namespace

void balance(Parser& parser, const Words& words)
{
    Balance& balance = parser.proxy().back.balance;
    const Balance before = balance;
    balance = {.type = before.type,
               .function = before.function,
               .avalanche = before.avalanche,
               .balance_factor = before.balance_factor};
    const std::string& word = words[1];
    if (word.empty()) return;
    for (const auto& [name, algorithm] : plain_algorithms) {
        if (name != word) continue;
        balance.algorithm = algorithm;
        return;
    }
    if (word.starts_with("random")) return balance_random(parser, word, balance);
    if (word == "uri") return balance_uri(parser, words, balance);
    if (word == "hash") return balance_hash(parser, words, balance);
    if (word == "url_param") return balance_parameter(parser, words, balance);
    if (word.starts_with("hdr(")) return balance_header(parser, words, balance);
    if (word != "rdp-cookie" && !word.starts_with("rdp-cookie("))
        return parser.refuse("unknown algorithm '" + word +
                             "'; there are roundrobin, static-rr, leastconn, first, source, uri, "
                             "url_param, hdr(name), hash, random and rdp-cookie(name)");
    balance.algorithm = Algorithm::rdp_cookie;
    balance.name = word == "rdp-cookie" ? "mstshash" : in_parentheses(word);
    if (balance.name.empty()) parser.refuse("rdp-cookie: missing name of the cookie");
    parser.leave_out("balance rdp-cookie", "sessions have no RDP cookie: they take turns");
}

void hash_type(Parser& parser, const Words& words)
{
    Balance& balance = parser.proxy().back.balance;
    if (words[1] != "consistent" && words[1] != "map-based")
        return parser.refuse("supports only 'consistent' and 'map-based'");
    balance.type = words[1] == "consistent" ? HashType::consistent : HashType::map_based;
    balance.function = HashFunction::sdbm;
    const std::string& function = words[2];
    if (function == "djb2")
        balance.function = HashFunction::djb2;
    else if (function == "wt6")
        balance.function = HashFunction::wt6;
    else if (function == "crc32")
        balance.function = HashFunction::crc32;
    else if (!function.empty() && function != "sdbm")
        return parser.refuse("supports only the functions sdbm, djb2, crc32 and wt6");
    if (!words[3].empty() && words[3] != "avalanche")
        return parser.refuse("supports only 'avalanche' behind the function");
    balance.avalanche = words[3] == "avalanche" ||
                        (function.empty() && balance.type == HashType::consistent);
}

void hash_balance_factor(Parser& parser, const Words& words)
{
    if (words.size() < 2) return parser.refuse("expects a number");
    const std::int64_t factor = leading_number(words[1]);
    if (factor != 0 && factor <= 100) return parser.refuse("must be 0 or greater than 100");
    parser.proxy().back.balance.balance_factor = static_cast<std::uint32_t>(factor);
}

void http_reuse(Parser& parser, const Words& words)
{
    HttpReuse& reuse = parser.proxy().back.http_reuse;
    if (words[1] == "never")
        reuse = HttpReuse::never;
    else if (words[1] == "safe")
        reuse = HttpReuse::safe;
    else if (words[1] == "aggressive")
        reuse = HttpReuse::aggressive;
    else if (words[1] == "always")
        reuse = HttpReuse::always;
    else
        return parser.refuse("supports only never, safe, aggressive and always");
    if (words.size() > 2) parser.refuse("cannot handle unexpected argument '" + words[2] + "'");
}

void cookie(Parser& parser, const Words& words)
{
    if (words.size() < 2) return parser.refuse("expects the name of a cookie");
    Cookie cookie{.name = words[1]};
    unsigned modes = 0;
    bool rewrites = false;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "rewrite")
            rewrites = true;
        else if (word == "insert")
            cookie.mode = CookieMode::insert;
        else if (word == "prefix")
            cookie.mode = CookieMode::prefix;
        else
            cookie_attribute(parser, words, i, cookie);
        if (word == "rewrite" || word == "insert" || word == "prefix") ++modes;
    }
    if (modes > 1) parser.refuse("the modes rewrite, insert and prefix are incompatible");
    if (rewrites && cookie.indirect)
        parser.refuse("the modes rewrite and indirect are incompatible");
    if (cookie.preserve && cookie.mode != CookieMode::insert && !cookie.indirect)
        parser.refuse("'preserve' requires 'insert' or 'indirect'");
    parser.proxy().back.cookie = std::move(cookie);
    parser.proxy().marks["cookie"] = parser.line();
}

}  // namespace tiersim::haproxy::lines
