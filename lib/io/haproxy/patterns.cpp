// SPDX-License-Identifier: MIT
/// Each kind of match has its kind of pattern: texts, numbers with operators, addresses.
#include "io/haproxy/patterns.hpp"

#include "io/haproxy/units.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace tiersim::haproxy {
namespace {

struct MethodName {
    std::string_view name{};
    Match match = Match::exact;
};

constexpr std::array<MethodName, 14> methods{{{"str", Match::exact},
                                              {"beg", Match::prefix},
                                              {"end", Match::suffix},
                                              {"sub", Match::part},
                                              {"dir", Match::directory},
                                              {"dom", Match::domain},
                                              {"reg", Match::regex},
                                              {"regm", Match::regex},
                                              {"len", Match::length},
                                              {"int", Match::integer},
                                              {"ip", Match::address},
                                              {"found", Match::found},
                                              {"bool", Match::boolean},
                                              {"bin", Match::exact}}};

std::optional<Match> usual(ValueType type)
{
    if (type == ValueType::text) return Match::exact;
    if (type == ValueType::number) return Match::integer;
    if (type == ValueType::truth) return Match::boolean;
    if (type == ValueType::address) return Match::address;
    return std::nullopt;
}

/// What is wrong with a regular expression, as far as parentheses tell; empty: nothing.
std::string fault_of_regex(std::string_view text)
{
    int open = 0;
    bool in_class = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (letter == '\\')
            ++i;
        else if (in_class)
            in_class = letter != ']';
        else if (letter == '[')
            in_class = true;
        else if (letter == '(')
            ++open;
        else if (letter == ')' && --open < 0)
            return "unmatched closing parenthesis";
    }
    if (in_class) return "missing terminating ]";
    return open > 0 ? "missing closing parenthesis" : "";
}

/// Reads the patterns of one test.
class Reader {
public:
    Reader(Parser& parser, Patterns patterns, Test& test)
        : parser_{parser},
          words_{*patterns.words},
          at_{patterns.at},
          end_{patterns.end},
          test_{test}
    {
    }

    bool read(ValueType type, std::optional<Match> match)
    {
        match_ = match ? match : usual(type);
        while (good_ && at_ < end_ && words_[at_].starts_with('-')) {
            const std::string& option = words_[at_++];
            if (option == "--") break;
            obey(option);
        }
        if (good_ && !match_) fail("a method must be named by '-m' for a sample of this type");
        if (!good_) return false;
        test_.match = *match_;
        for (; good_ && at_ < end_; ++at_)
            add(words_[at_]);
        return good_;
    }

private:
    void fail(const std::string& says)
    {
        parser_.refuse(says);
        good_ = false;
    }

    void obey(const std::string& option)
    {
        if (option == "-i")
            test_.ignore_case = true;
        else if (option == "-n" || option == "-M")
            return;
        else if (option == "-u")
            ++at_;
        else if (option == "-m")
            take_method();
        else if (option == "-f")
            take_file();
        else
            fail("'" + option +
                 "' is no option of an ACL; '--' may stand before a pattern that begins "
                 "with '-'");
    }

    void take_method()
    {
        const std::string& name = at_ < end_ ? words_[at_] : std::string{};
        ++at_;
        for (const MethodName& method : methods) {
            if (method.name != name) continue;
            match_ = method.match;
            return;
        }
        fail("unknown method '" + name + "'");
    }

    void take_file()
    {
        const std::string name = at_ < end_ ? words_[at_] : std::string{};
        ++at_;
        if (!match_) return fail("a method must be named by '-m' for a sample of this type");
        std::error_code none;
        if (!std::filesystem::is_regular_file(name, none)) return parser_.missing_file(name);
        std::ifstream stream{name};
        test_.match = *match_;
        for (std::string line; std::getline(stream, line);) {
            const std::size_t first = line.find_first_not_of(" \t");
            const std::size_t last = line.find_last_not_of(" \t\r");
            if (first != std::string::npos && line[first] != '#')
                add(line.substr(first, last + 1 - first));
        }
    }

    void add(const std::string& pattern)
    {
        switch (*match_) {
            case Match::integer:
            case Match::length: return add_number(pattern);
            case Match::address: return add_network(pattern);
            case Match::found:
            case Match::boolean: return;
            case Match::regex:
                if (const auto fault = fault_of_regex(pattern); !fault.empty())
                    return fail("the regular expression '" + pattern + "' is invalid: " + fault);
                [[fallthrough]];
            default: test_.patterns.push_back(pattern);
        }
    }

    void add_network(const std::string& pattern)
    {
        const auto network = parse_subnet(pattern);
        if (!network) return fail("'" + pattern + "' is not a valid IPv4 or IPv6 address");
        test_.networks.push_back(*network);
    }

    void add_number(const std::string& pattern)
    {
        for (const std::string_view known : {"eq", "ge", "gt", "le", "lt"}) {
            if (known != pattern) continue;
            operator_ = pattern;
            return;
        }
        auto range = parse_range(pattern);
        if (!range) return fail("'" + pattern + "' is not a number");
        if (pattern.find(':') == std::string::npos) range = by_operator(*range);
        test_.ranges.push_back(*range);
    }

    Range by_operator(Range range) const
    {
        if (operator_ == "ge") return {.least = range.least, .most = {}};
        if (operator_ == "gt") return {.least = *range.least + 1, .most = {}};
        if (operator_ == "le") return {.least = {}, .most = range.most};
        if (operator_ == "lt") return {.least = {}, .most = *range.most - 1};
        return range;
    }

    Parser& parser_;
    const Words& words_;
    std::size_t at_;
    std::size_t end_;
    Test& test_;
    std::optional<Match> match_{};
    std::string operator_ = "eq";
    bool good_ = true;
};

/// Takes a number up to 255 and what separates it off `text`.
std::optional<std::uint8_t> take_byte(std::string_view& text)
{
    const std::size_t dot = text.find('.');
    const auto number = whole_number(text.substr(0, dot));
    if (!number || *number < 0 || *number > 255) return std::nullopt;
    text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
    return static_cast<std::uint8_t>(*number);
}

/// One to four bytes between dots; those left out are 0.
std::optional<std::array<std::uint8_t, 4>> parse_v4(std::string_view text)
{
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < 4 && (i == 0 || !text.empty()); ++i) {
        const auto byte = take_byte(text);
        if (!byte) return std::nullopt;
        bytes.at(i) = *byte;
    }
    if (!text.empty()) return std::nullopt;
    return bytes;
}

/// The groups of an IPv6 address between colons; nothing when one is none.
std::optional<std::vector<std::uint16_t>> groups(std::string_view text)
{
    std::vector<std::uint16_t> found;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        std::uint32_t value = 0;
        const auto group = text.substr(0, colon);
        if (group.empty() || group.size() > 4) return std::nullopt;
        for (const char letter : group) {
            const auto lower = static_cast<char>(letter | 0x20);
            const bool digit = letter >= '0' && letter <= '9';
            if (!digit && (lower < 'a' || lower > 'f')) return std::nullopt;
            value = value * 16 +
                    static_cast<std::uint32_t>(digit ? letter - '0' : lower - 'a' + 10);
        }
        found.push_back(static_cast<std::uint16_t>(value));
        text.remove_prefix(colon == std::string_view::npos ? text.size() : colon + 1);
    }
    return found;
}

std::optional<Subnet> parse_v6(std::string_view text)
{
    const std::size_t gap = text.find("::");
    const bool whole = gap == std::string_view::npos;
    const auto front = groups(text.substr(0, gap));
    const auto back = whole ? groups("") : groups(text.substr(gap + 2));
    if (!front || !back) return std::nullopt;
    const std::size_t count = front->size() + back->size();
    if (whole ? count != 8 : count > 7) return std::nullopt;
    Subnet subnet{.prefix = 128, .v6 = true};
    const auto put = [&](std::size_t at, std::uint16_t group) {
        subnet.address.at(at * 2) = static_cast<std::uint8_t>(group >> 8);
        subnet.address.at(at * 2 + 1) = static_cast<std::uint8_t>(group & 0xff);
    };
    for (std::size_t i = 0; i < front->size(); ++i)
        put(i, (*front)[i]);
    for (std::size_t i = 0; i < back->size(); ++i)
        put(8 - back->size() + i, (*back)[i]);
    return subnet;
}

/// The number of bits of "8" or "255.0.0.0"; nothing when it is none of both.
std::optional<std::uint32_t> prefix_of(std::string_view text, std::uint32_t most)
{
    if (text.find('.') == std::string_view::npos) {
        const auto bits = whole_number(text);
        if (!bits || *bits < 0 || *bits > most) return std::nullopt;
        return static_cast<std::uint32_t>(*bits);
    }
    const auto mask = parse_v4(text);
    if (!mask) return std::nullopt;
    std::uint32_t bits = 0;
    while (bits < 32 && (mask->at(bits / 8) >> (7 - bits % 8) & 1) != 0)
        ++bits;
    return bits;
}

}  // namespace

bool read_patterns(Parser& parser, Patterns patterns, ValueType type, std::optional<Match> match,
                   Test& test)
{
    return Reader{parser, patterns, test}.read(type, match);
}

std::optional<Subnet> parse_subnet(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::string_view address = text.substr(0, slash);
    std::optional<Subnet> subnet;
    if (address.find(':') != std::string_view::npos)
        subnet = parse_v6(address);
    else if (const auto bytes = parse_v4(address)) {
        subnet = Subnet{.prefix = 32};
        std::copy(bytes->begin(), bytes->end(), subnet->address.begin());
    }
    if (!subnet || slash == std::string_view::npos) return subnet;
    const auto prefix = prefix_of(text.substr(slash + 1), subnet->prefix);
    if (!prefix) return std::nullopt;
    subnet->prefix = *prefix;
    return subnet;
}

std::optional<Range> parse_range(std::string_view text)
{
    std::size_t sign = text.find(':');
    if (sign == std::string_view::npos) sign = text.find('-', 1);
    const auto first = text.substr(0, sign);
    const auto least = whole_number(first);
    if (!least && !(first.empty() && sign == 0)) return std::nullopt;
    if (sign == std::string_view::npos) return Range{.least = least, .most = least};
    const auto second = text.substr(sign + 1);
    const auto most = whole_number(second);
    if (!most && !second.empty()) return std::nullopt;
    if (!least && !most) return std::nullopt;
    return Range{.least = least, .most = most};
}

}  // namespace tiersim::haproxy
