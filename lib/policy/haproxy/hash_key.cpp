// SPDX-License-Identifier: MIT
/// Where keys begin and end, with the edges that HAProxy's scanners have.
#include "tiersim/policy/haproxy/hash_key.hpp"

#include <algorithm>
#include <cstddef>

namespace tiersim::haproxy {

namespace {

constexpr auto npos = std::string_view::npos;

// What follows scheme and host; nothing for a target that has no path.
std::string_view path_of(std::string_view target)
{
    if (target.starts_with('/')) return target;
    const std::size_t scheme = target.find("://");
    const std::size_t path = scheme == npos ? npos : target.find('/', scheme + 3);
    return path == npos ? std::string_view{} : target.substr(path);
}

// The first character that may not stand in a hash of this depth; the length when all may.
std::size_t end_of_uri(std::string_view uri, const UriPart& part)
{
    std::uint32_t slashes = 0;
    for (std::size_t i = 0; i < uri.size(); ++i) {
        if (uri[i] == '?' && !part.whole) return i;
        if (uri[i] != '/') continue;
        ++slashes;
        if (part.depth > 0 && slashes == part.depth + 1) return i;
    }
    return uri.size();
}

// What stands behind `name=` and all after it. A parameter must be followed by something, if only
// by its equals sign.
std::optional<std::string_view> behind_name(std::string_view text, std::string_view name)
{
    while (text.size() > name.size()) {
        if (text[name.size()] == '=' && text.starts_with(name)) return text.substr(name.size() + 1);
        const std::size_t next = text.find('&');
        if (next == npos) return std::nullopt;
        text.remove_prefix(next + 1);
    }
    return std::nullopt;
}

bool is_blank(char letter) { return letter == ' ' || letter == '\t'; }

// RFC 9110: the characters of a token.
bool is_token(char letter)
{
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    const bool digit = letter >= '0' && letter <= '9';
    const bool small = letter >= 'a' && letter <= 'z';
    const bool large = letter >= 'A' && letter <= 'Z';
    return digit || small || large || others.find(letter) != npos;
}

// The first comma outside of quotes; the length when there is none.
std::size_t end_of_element(std::string_view value)
{
    bool quoted = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '"') quoted = !quoted;
        if (value[i] == ',' && !quoted) return i;
        if (value[i] == '\\' && quoted) ++i;
    }
    return value.size();
}

}  // namespace

std::uint32_t address_hash(std::span<const std::uint8_t> address)
{
    std::uint32_t hash = 0;
    for (std::size_t i = 0; i + 4 <= address.size(); i += 4) {
        std::uint32_t word = 0;
        for (const std::uint8_t byte : address.subspan(i, 4)) {
            word = word << 8 | byte;
        }
        hash ^= word;
    }
    return hash;
}

std::string_view uri_key(std::string_view target, const UriPart& part)
{
    if (part.path_only) target = path_of(target);
    if (part.length > 0) target = target.substr(0, part.length);
    return target.substr(0, end_of_uri(target, part));
}

std::optional<std::string_view> parameter_key(std::string_view target, std::string_view name)
{
    const std::size_t question = target.find('?');
    if (question == npos) return std::nullopt;
    const auto value = behind_name(target.substr(question + 1), name);
    if (!value) return std::nullopt;
    return value->substr(0, value->find('&'));
}

// HAProxy looks at the first character of the value only.
std::optional<std::string_view> posted_key(std::string_view body, std::string_view name)
{
    const auto value = behind_name(body, name);
    if (!value) return std::nullopt;
    const std::string_view key = value->substr(0, value->find('&'));
    if (key.empty() || is_token(key.front())) return key;
    constexpr std::string_view white = " \t\r\n";
    if (white.find(key.front()) == npos) return std::nullopt;
    return key.substr(0, 0);
}

std::optional<std::string_view> header_key(std::string_view value)
{
    std::string_view key = value.substr(0, end_of_element(value));
    while (!key.empty() && is_blank(key.front())) {
        key.remove_prefix(1);
    }
    while (!key.empty() && is_blank(key.back())) {
        key.remove_suffix(1);
    }
    if (key.empty()) return std::nullopt;
    return key;
}

// A dot that opens the name is none.
std::string_view domain_key(std::string_view host)
{
    const std::size_t end = host.rfind('.');
    if (end == npos || end == 0) return host;
    const std::size_t dot = end < 2 ? npos : host.rfind('.', end - 2);
    const std::size_t begin = dot == npos ? 0 : dot + 1;
    return host.substr(begin, end - begin);
}

}  // namespace tiersim::haproxy
