// SPDX-License-Identifier: MIT
/// Agents: small programs on the servers' hosts that say how much they want to do. They are asked
/// as often as checks are; one that cannot be reached changes nothing.
#include "model/haproxy/process.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace tiersim::haproxy {

namespace {

/// The words of a line, between blanks and commas; nothing after '#' or '\n'.
std::vector<std::string_view> words_of(std::string_view line)
{
    line = line.substr(0, line.find_first_of("#\r\n"));
    std::vector<std::string_view> all;
    for (;;) {
        const auto from = line.find_first_not_of(" \t,");
        if (from == std::string_view::npos) return all;
        line.remove_prefix(from);
        const auto length = std::min(line.find_first_of(" \t,"), line.size());
        all.push_back(line.substr(0, length));
        line.remove_prefix(length);
    }
}

/// The number at the beginning of a word.
std::optional<std::uint32_t> number_in(std::string_view word)
{
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{}) return {};
    return number;
}

}  // namespace

// From the host itself, whether or not the server's process lives; the handshake stands for it all.
void Process::begin_agent_check(std::uint32_t subject)
{
    ServerState& server = server_at(subject);
    server.agent.due = no_time;
    const Slot slot = open_probe(server.agent.number);
    server.agent.slot = slot;
    server.agent.limit = now_ms() + agent_interval(server);
    set_timer_at(server.agent.limit, Due::agent_limit, subject);
    site().ask(slot, server.address.holder(), never);
}

Millis Process::agent_interval(const ServerState& server)
{
    return millis(server.config->agent.inter.value_or(server.config->check.inter));
}

void Process::plan_agent_check(std::uint32_t subject, Millis delay)
{
    CheckState& agent = server_at(subject).agent;
    agent.due = now_ms() + delay;
    set_timer_at(agent.due, Due::agent, subject);
}

void Process::agent_due(std::uint32_t subject)
{
    const CheckState& agent = server_at(subject).agent;
    if (!leaving_ && agent.due == now_ms() && agent.slot == no_slot) begin_agent_check(subject);
}

// Whoever refuses or accepts, the host is there, and its agent has spoken.
void Process::agent_answered(std::uint32_t subject)
{
    ServerState& server = server_at(subject);
    site().close(server.agent.slot);
    server.agent.slot = no_slot;
    server.agent.limit = no_time;
    const BackendState& backend = backends_[backend_of(subject)];
    const std::string name = backend.config->name + "/" + server.config->name;
    std::string_view line = "up";
    Duration latest{-1};
    for (const AgentStep& step : tier_->agents) {
        if (step.server != name || step.at < latest || Instant{step.at} > now()) continue;
        latest = step.at;
        line = step.says;
    }
    for (const std::string_view word : words_of(line))
        obey_agent(subject, word);
    plan_agent_check(subject, spread(agent_interval(server)));
}

void Process::agent_timeout(std::uint32_t subject)
{
    ServerState& server = server_at(subject);
    if (server.agent.slot == no_slot || server.agent.limit != now_ms()) return;
    site().close(site().part(server.agent.slot, 0));
    server.agent.slot = no_slot;
    server.agent.limit = no_time;
    plan_agent_check(subject, spread(agent_interval(server)));
}

// A word is about the weight, the limit, the health, or what an operator would say. "up" takes back
// no more than a "down" of the agent's own.
void Process::obey_agent(std::uint32_t subject, std::string_view word)
{
    constexpr std::uint32_t heaviest = 256;
    ServerState& server = server_at(subject);
    BackendState& backend = backends_[backend_of(subject)];
    const std::string_view limit = "maxconn:";
    const auto said = [&](std::initializer_list<std::string_view> list) {
        return std::find(list.begin(), list.end(), word) != list.end();
    };
    if (word.back() == '%') {
        const auto percent = number_in(word);
        if (!percent) return;
        set_clock(backend);
        const std::uint32_t weight = server.config->weight * std::min(*percent, 25600U) / 100U;
        return backend.balancer.set_weight(backend.farm, server_of(subject),
                                           std::min(weight, heaviest));
    }
    if (word.substr(0, limit.size()) == limit) {
        const auto value = number_in(word.substr(limit.size()));
        if (value) set_maxconn(subject, *value);
        return;
    }
    if (said({"down", "stopped", "fail", "up"})) {
        server.is.agent_down = word != "up";
        return renew(subject);
    }
    if (word == "ready" && (server.is.maint || server.is.drain)) return make_ready(subject);
    if (word == "drain" && !server.is.drain) return drain(subject);
    if (word == "maint" && !server.is.maint) return maintain(subject);
}

}  // namespace tiersim::haproxy
