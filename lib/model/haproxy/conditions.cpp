// SPDX-License-Identifier: MIT
/// Conditions: terms that must all hold, in alternatives of which one must; and how what was found
/// is compared with patterns.
#include "model/haproxy/samples.hpp"

#include <algorithm>
#include <regex>

namespace tiersim::haproxy {

namespace {

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
    });
    return text;
}

/// Whether `part` is one or more whole pieces of `whole` between separators.
bool between(const std::string& whole, const std::string& part, std::string_view separators)
{
    if (part.empty()) return false;
    const auto separates = [&](std::size_t at) {
        return separators.find(whole[at]) != std::string_view::npos;
    };
    for (auto at = whole.find(part); at != std::string::npos; at = whole.find(part, at + 1)) {
        const auto end = at + part.size();
        if ((at == 0 || separates(at - 1)) && (end == whole.size() || separates(end))) return true;
    }
    return false;
}

bool matches(const std::string& text, const std::string& pattern, Match match)
{
    switch (match) {
        case Match::exact: return text == pattern;
        case Match::prefix: return text.compare(0, pattern.size(), pattern) == 0;
        case Match::suffix:
            return text.size() >= pattern.size() &&
                   text.compare(text.size() - pattern.size(), pattern.size(), pattern) == 0;
        case Match::part: return text.find(pattern) != std::string::npos;
        case Match::directory: return between(text, pattern, "/?");
        case Match::domain: return between(text, pattern, "/?.:");
        default: return false;
    }
}

bool within(const std::vector<Range>& ranges, std::int64_t number)
{
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        return (!range.least || number >= *range.least) && (!range.most || number <= *range.most);
    });
}

bool begins_like(const Subnet& network, std::uint32_t address)
{
    if (network.v6) return false;
    std::uint32_t base = 0;
    for (std::size_t i = 0; i < 4; ++i)
        base = base << 8U | network.address[i];
    const std::uint32_t mask = network.prefix == 0 ? 0 : UINT32_MAX << (32U - network.prefix);
    return (base & mask) == (address & mask);
}

}  // namespace

bool fits(const Test& test, const Found& found)
{
    switch (test.match) {
        case Match::found: return true;
        case Match::boolean: return found.number.value_or(0) != 0;
        case Match::integer: return found.number && within(test.ranges, *found.number);
        case Match::length:
            return within(test.ranges, static_cast<std::int64_t>(found.text.size()));
        case Match::address:
            return found.number &&
                   std::any_of(test.networks.begin(), test.networks.end(), [&](const auto& one) {
                       return begins_like(one, static_cast<std::uint32_t>(*found.number));
                   });
        case Match::regex:
            return std::any_of(test.patterns.begin(), test.patterns.end(), [&](const auto& one) {
                auto how = std::regex::ECMAScript;
                if (test.ignore_case) how |= std::regex::icase;
                return std::regex_search(found.text, std::regex{one, how});
            });
        default: break;
    }
    const std::string text = test.ignore_case ? lowered(found.text) : found.text;
    return std::any_of(test.patterns.begin(), test.patterns.end(), [&](const auto& pattern) {
        return matches(text, test.ignore_case ? lowered(pattern) : pattern, test.match);
    });
}

bool Samples::passes(const Test& test) const
{
    const auto all = take(test.sample);
    return std::any_of(all.begin(), all.end(), [&](const Found& one) { return fits(test, one); });
}

bool Samples::passes(const Acl& acl) const
{
    return std::any_of(acl.tests.begin(), acl.tests.end(),
                       [&](const Test& test) { return passes(test); });
}

bool Samples::holds(const Condition& condition) const
{
    if (condition.always()) return true;
    const auto term = [&](const Term& one) { return passes((*acls_)[one.acl]) != one.negated; };
    const bool holds = std::any_of(
        condition.alternatives.begin(), condition.alternatives.end(),
        [&](const auto& terms) { return std::all_of(terms.begin(), terms.end(), term); });
    return holds != condition.unless;
}

}  // namespace tiersim::haproxy
