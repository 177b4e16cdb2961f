// SPDX-License-Identifier: MIT
/// Where each sample is found.
#include "model/haproxy/samples.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

Found text(std::string_view value) { return {.text = std::string{value}}; }

Found number(std::int64_t value) { return {.text = std::to_string(value), .number = value}; }

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// The value of a parameter in a query string.
std::optional<std::string_view> parameter(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto one = query.substr(0, end);
        if (one.substr(0, one.find('=')) == name && one.find('=') != std::string_view::npos)
            return one.substr(one.find('=') + 1);
        if (end == std::string_view::npos) break;
        query.remove_prefix(end + 1);
    }
    return std::nullopt;
}

std::string argument(const Sample& sample, std::size_t at)
{
    return at < sample.arguments.size() ? sample.arguments[at] : std::string{};
}

Found converted(Found found, const Converter& converter)
{
    const auto with = [&](auto work) {
        if (found.number) found = number(work(*found.number, converter.number));
    };
    switch (converter.kind) {
        case ConverterKind::lower:
            std::transform(found.text.begin(), found.text.end(), found.text.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
            });
            break;
        case ConverterKind::upper:
            std::transform(found.text.begin(), found.text.end(), found.text.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c + 'A' - 'a') : c;
            });
            break;
        case ConverterKind::add: with([](auto a, auto b) { return a + b; }); break;
        case ConverterKind::sub: with([](auto a, auto b) { return a - b; }); break;
        case ConverterKind::mul: with([](auto a, auto b) { return a * b; }); break;
        case ConverterKind::div: with([](auto a, auto b) { return b == 0 ? 0 : a / b; }); break;
        case ConverterKind::mod: with([](auto a, auto b) { return b == 0 ? 0 : a % b; }); break;
        case ConverterKind::negate: with([](auto a, auto) { return -a; }); break;
        case ConverterKind::length:
            found = number(static_cast<std::int64_t>(found.text.size()));
            break;
    }
    return found;
}

}  // namespace

std::vector<Found> Samples::take(const Sample& sample) const
{
    std::vector<Found> all = fetch(sample);
    for (Found& found : all)
        for (const Converter& converter : sample.converters)
            found = converted(std::move(found), converter);
    return all;
}

std::vector<Found> Samples::fetch(const Sample& sample) const
{
    switch (sample.fetch) {
        case Fetch::always_true: return {number(1)};
        case Fetch::always_false: return {number(0)};
        case Fetch::random: {
            const std::string range = argument(sample, 0);
            Rng draws{mix(process_->site().request(stream_->slot).key ^ hash_name(sample.text))};
            const std::uint32_t most = range.empty()
                                           ? UINT32_MAX
                                           : static_cast<std::uint32_t>(std::stoul(range));
            return {number(draws.below(std::max(1U, most)))};
        }
        case Fetch::date: return {number(process_->now_ms() / 1000)};
        case Fetch::frontend_id:
            return {number(process_->frontends_[stream_->frontend].config->id)};
        case Fetch::frontend_name:
            return {text(process_->frontends_[stream_->frontend].config->name)};
        case Fetch::source_port: return {number(1024 + stream_->slot % 60000)};
        case Fetch::target_port: return {number(process_->doors_[stream_->bind].bind->port)};
        case Fetch::encrypted: return {number(process_->doors_[stream_->bind].bind->ssl ? 1 : 0)};
        case Fetch::source:
            return {{.text = {}, .number = static_cast<std::int64_t>(stream_->address)}};
        default: break;
    }
    if (sample.fetch >= Fetch::server_connections && sample.fetch <= Fetch::server_weight)
        return of_server(sample);
    if (sample.fetch == Fetch::tracked || sample.fetch == Fetch::counted_source)
        return of_table(sample);
    if (sample.fetch >= Fetch::queue) return of_counters(sample);
    return of_request(sample);
}

std::vector<Found> Samples::of_request(const Sample& sample) const
{
    const Message& message = *stream_->message;
    switch (sample.fetch) {
        case Fetch::constant: {
            Found found = text(argument(sample, 0));
            const bool digits = !found.text.empty() &&
                                found.text.find_first_not_of("0123456789") == std::string::npos;
            if (digits) found.number = std::stoll(found.text);
            return {found};
        }
        case Fetch::path: return {text(message.path())};
        case Fetch::url: return {text(message.target)};
        case Fetch::base: {
            const auto host = headers("host", true);
            return {text((host.empty() ? "" : host.front().text) + std::string{message.path()})};
        }
        case Fetch::query: return {text(message.query())};
        case Fetch::url_param:
            if (const auto value = parameter(message.query(), argument(sample, 0)))
                return {text(*value)};
            return {};
        case Fetch::header: return elements(headers(argument(sample, 0), false), sample);
        case Fetch::header_whole: return elements(headers(argument(sample, 0), true), sample);
        case Fetch::header_count:
            return {number(static_cast<std::int64_t>(headers(argument(sample, 0), false).size()))};
        case Fetch::cookie:
            for (const Field& cookie : message.cookies)
                if (cookie.name == argument(sample, 0)) return {text(cookie.value)};
            return {};
        case Fetch::method: return {text(message.method)};
        case Fetch::http_version: return {text("1.1")};
        case Fetch::http_proto: return {number(1)};
        case Fetch::waited: return {number(1)};
        case Fetch::response_status: return {number(stream_->status)};
        default: return {};
    }
}

// Values of all headers of the name; of all headers when it is empty.
std::vector<Found> Samples::headers(const std::string& name, bool whole) const
{
    std::vector<Found> all;
    for (const Field& header : stream_->message->headers) {
        if (!name.empty() && !same_name(header.name, name)) continue;
        std::string_view rest = header.value;
        while (!whole && rest.find(',') != std::string_view::npos) {
            all.push_back(text(trimmed(rest.substr(0, rest.find(',')))));
            rest.remove_prefix(rest.find(',') + 1);
        }
        all.push_back(text(trimmed(rest)));
    }
    return all;
}

// The occurrence that is asked for: 1 the first, -1 the last; all where none is named.
std::vector<Found> Samples::elements(const std::vector<Found>& all, const Sample& sample) const
{
    const std::string which = argument(sample, 1);
    if (which.empty()) return all;
    const auto count = static_cast<std::int64_t>(all.size());
    std::int64_t at = std::stoll(which);
    if (at < 0) at += count + 1;
    if (at < 1 || at > count) return {};
    return {all[static_cast<std::size_t>(at - 1)]};
}

}  // namespace tiersim::haproxy
