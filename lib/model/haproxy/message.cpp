// SPDX-License-Identifier: MIT
/// Makes messages of the kinds of a scenario.
#include "model/haproxy/message.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

Message message_of(const Kind& kind)
{
    Message message{.method = kind.method,
                    .target = kind.path,
                    .headers = kind.headers,
                    .cookies = kind.cookies,
                    .port = kind.port,
                    .size = kind.size.count,
                    .upload = kind.upload,
                    .download = kind.download};
    if (!kind.host.empty())
        message.headers.insert(message.headers.begin(), {.name = "host", .value = kind.host});
    return message;
}

}  // namespace

std::string_view Message::path() const
{
    return std::string_view{target}.substr(0, target.find('?'));
}

std::string_view Message::query() const
{
    const auto mark = target.find('?');
    return mark == std::string::npos ? std::string_view{}
                                     : std::string_view{target}.substr(mark + 1);
}

Messages::Messages(const Scenario& scenario, const std::vector<std::string>& kinds)
{
    for (const Clients& clients : scenario.clients) {
        auto& messages = all_.emplace_back(kinds.size());
        for (const Kind& kind : clients.mix) {
            const auto at = std::find(kinds.begin(), kinds.end(), kind.name) - kinds.begin();
            messages[static_cast<std::size_t>(at)] = message_of(kind);
        }
    }
}

const Message& Messages::of(std::uint8_t population, std::uint8_t kind) const
{
    if (population >= all_.size() || kind >= all_[population].size()) return plain_;
    return all_[population][kind];
}

bool same_name(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace tiersim::haproxy
