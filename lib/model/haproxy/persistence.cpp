// SPDX-License-Identifier: MIT
/// Requests that come back to their server: by use-server, by cookie, by stick table.
#include "model/haproxy/samples.hpp"

namespace tiersim::haproxy {

// A server that does not take part may still serve those who are bound to it, unless it is down.
bool Process::serves_bound(const Stream& stream, Index server) const
{
    const BackendState& backend = backends_[stream.backend];
    if (stream.force_persist || backend.config->persist) return true;
    const ServerState* state = &backend.servers[server];
    for (; state->up() && state->tracks != absent_subject;)
        state = &server_at(state->tracks);
    return state->up();
}

void Process::bind(StreamId id, Index server)
{
    streams_[id].server = server;
    streams_[id].direct = true;
}

// The first that knows a server: use-server, the cookie, a stick table.
void Process::find_bound(StreamId id)
{
    Stream& stream = streams_[id];
    const Backend& backend = *backend_at(stream).config;
    const Samples samples{*this, stream, backend.acls, stream.backend};
    for (const PersistRule& rule : backend.persist_rules) {
        if (!samples.holds(rule.when)) continue;
        (rule.force ? stream.force_persist : stream.ignore_persist) = true;
        break;
    }
    for (const UseServer& use : backend.use_servers) {
        if (!samples.holds(use.when)) continue;
        const auto found = server_numbers_.find(backend.name + "/" + use.server);
        if (found == server_numbers_.end() || !serves_bound(stream, server_of(found->second)))
            continue;
        bind(id, server_of(found->second));
        break;
    }
    if (backend.cookie) look_at_cookie(id);
    if (stream.server == absent && !stream.ignore_persist) look_at_tables(id);
}

std::string Process::cookie_of(const Stream& stream, const Cookie& cookie)
{
    for (const Field& field : stream.message->cookies)
        if (field.name == cookie.name) return field.value;
    const tiersim::Request& request = record(stream);
    return jars_->cookie(request.population, request.source, cookie.name);
}

// N: no cookie, I: of nobody, D: of a server that is down, V: valid, U: not looked at.
void Process::look_at_cookie(StreamId id)
{
    Stream& stream = streams_[id];
    const BackendState& backend = backend_at(stream);
    const std::string value = cookie_of(stream, *backend.config->cookie);
    stream.cookie_in = value.empty() ? 'N' : 'I';
    stream.cookie_out = 'N';
    if (value.empty()) return;
    if (stream.ignore_persist || stream.server != absent) {
        stream.cookie_in = 'U';
        return;
    }
    for (std::size_t i = 0; i < backend.servers.size(); ++i) {
        const auto server = static_cast<Index>(i);
        const std::string& own = backend.servers[i].config->cookie;
        if (own.empty() || own != value) continue;
        const bool up = backend.servers[i].up() || backend.config->persist || stream.force_persist;
        stream.cookie_in = backend.servers[i].up() ? 'V' : 'D';
        if (!up || !serves_bound(stream, server)) continue;
        return bind(id, server);
    }
}

void Process::look_at_tables(StreamId id)
{
    Stream& stream = streams_[id];
    const BackendState& backend = backend_at(stream);
    const Samples samples{*this, stream, backend.config->acls, stream.backend};
    for (const StickRule& rule : backend.config->stick_rules) {
        if (!rule.match || !samples.holds(rule.when)) continue;
        const auto found = samples.take(rule.sample);
        Table* const table = table_named(rule.table.empty() ? backend.config->name : rule.table);
        if (found.empty() || table == nullptr) continue;
        const Entry* const entry = table->find(key_of(found.front()), now_ms());
        if (entry == nullptr || entry->server == 0) continue;
        for (std::size_t i = 0; i < backend.servers.size(); ++i)
            if (backend.farm.servers[i].id == entry->server &&
                serves_bound(stream, static_cast<Index>(i)))
                return bind(id, static_cast<Index>(i));
        return;
    }
}

// An answer has come: the user and the tables learn who served it. The user is told only of a
// server that its cookie does not name.
void Process::remember_server(StreamId id)
{
    Stream& stream = streams_[id];
    const BackendState& backend = backend_at(stream);
    const Server& server = *backend.servers[stream.server].config;
    const auto& cookie = backend.config->cookie;
    if (cookie && cookie->mode == CookieMode::insert && !stream.ignore_persist) {
        const bool bound = stream.cookie_in == 'V' || stream.cookie_in == 'D';
        const bool known = bound && stream.direct;
        const bool had = stream.cookie_in != 'N';
        const tiersim::Request& request = record(stream);
        if (!known && (!server.cookie.empty() || had) &&
            (!cookie->postonly || stream.message->method == "POST")) {
            stream.cookie_out = server.cookie.empty() ? 'D' : 'I';
            jars_->keep(request.population, request.source, cookie->name, server.cookie);
        }
    }
    if (server.non_stick) return;
    const Samples samples{*this, stream, backend.config->acls, stream.backend};
    for (const StickRule& rule : backend.config->stick_rules) {
        if ((!rule.store_request && !rule.store_response) || !samples.holds(rule.when)) continue;
        const auto found = samples.take(rule.sample);
        Table* const table = table_named(rule.table.empty() ? backend.config->name : rule.table);
        if (found.empty() || table == nullptr) continue;
        if (Entry* const entry = table->keep(key_of(found.front()), now_ms()))
            entry->server = backend.farm.servers[stream.server].id;
    }
}

}  // namespace tiersim::haproxy
