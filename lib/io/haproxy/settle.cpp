// SPDX-License-Identifier: MIT
/// The checks at the end of a file, proxy by proxy, as HAProxy makes them before it starts.
#include "io/haproxy/settle.hpp"

#include "io/haproxy/own_lines.hpp"
#include "io/haproxy/parser.hpp"
#include "io/haproxy/patterns.hpp"
#include "tiersim/core/nearest.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace tiersim::haproxy {
namespace {

/// All proxies by their names.
class Directory {
public:
    explicit Directory(std::deque<Draft>& proxies)
    {
        for (Draft& draft : proxies) {
            if (draft.has_back()) backends_.emplace(draft.name, &draft);
            if (draft.has_front()) frontends_.emplace(draft.name, &draft);
            if (draft.table) tables_.insert(draft.name);
        }
    }

    Draft* backend(const std::string& name) const { return find(backends_, name); }
    Draft* frontend(const std::string& name) const { return find(frontends_, name); }
    bool has_table(const std::string& name) const { return tables_.contains(name); }

    std::string near(const std::string& name) const
    {
        std::vector<std::string> names;
        for (const auto& [known, draft] : backends_)
            names.push_back(known);
        const auto found = nearest(name, names);
        return found.empty() ? "" : "; did you mean \"" + found + "\"?";
    }

private:
    using Map = std::map<std::string, Draft*>;
    static Draft* find(const Map& map, const std::string& name)
    {
        const auto found = map.find(name);
        return found == map.end() ? nullptr : found->second;
    }

    Map backends_{};
    Map frontends_{};
    std::set<std::string> tables_{};
};

const ServerLine* find_server(const Draft& draft, const std::string& name)
{
    for (const ServerLine& line : draft.servers) {
        if (line.server.name == name) return &line;
    }
    return nullptr;
}

/// The backends that a frontend leads to.
void check_backends(Parser& parser, Draft& draft, const Directory& directory)
{
    const auto own = draft.marks.find("default_backend");
    const bool written = own != draft.marks.end() && own->second >= draft.line;
    if ((draft.has_front() || written) && !draft.front.default_backend.empty()) {
        draft.backends.push_back({.name = draft.front.default_backend,
                                  .line = written ? own->second : draft.line,
                                  .keyword = "default_backend"});
    }
    for (const Mention& mention : draft.backends) {
        const Draft* target = directory.backend(mention.name);
        if (target == nullptr) {
            parser.refuse_at(mention.line, mention.keyword,
                             title(draft) + ": there is no backend '" + mention.name + "'" +
                                 directory.near(mention.name));
        } else if (target == &draft) {
            parser.refuse_at(mention.line, mention.keyword, title(draft) + " leads to itself");
        } else if (draft.mode == Mode::http && target->mode == Mode::tcp) {
            parser.refuse_at(mention.line, mention.keyword,
                             "http " + title(draft) + " cannot use tcp " + title(*target) +
                                 " of line " + std::to_string(target->line));
        }
    }
}

void check_used_servers(Parser& parser, const Draft& draft)
{
    for (const Mention& mention : draft.servers_used) {
        if (find_server(draft, mention.name) == nullptr)
            parser.refuse_at(mention.line, mention.keyword,
                             title(draft) + " has no server '" + mention.name + "'");
    }
}

void check_tables(Parser& parser, const Draft& draft, const Directory& directory)
{
    for (const Mention& mention : draft.tables) {
        if (!directory.has_table(mention.name))
            parser.refuse_at(mention.line, mention.keyword,
                             "there is no stick-table '" + mention.name + "'");
    }
    for (const Mention& mention : draft.peers) {
        const auto& all = parser.config().peers;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Peers& one) { return one.name == mention.name; });
        if (found == all.end()) {
            parser.refuse_at(mention.line, mention.keyword,
                             "there is no peers section '" + mention.name + "'");
            continue;
        }
        const std::string& own = parser.config().global.localpeer;
        const std::string local = own.empty() ? parser.options().host : own;
        const bool here = std::any_of(found->members.begin(), found->members.end(),
                                      [&](const Peer& peer) { return peer.name == local; });
        if (!here)
            parser.warn_at(
                mention.line, mention.keyword,
                "HAProxy starts only on a machine whose name, or -L, is one of the peers '" +
                    mention.name + "'");
    }
}

/// "backend/server", or a server of `draft`.
const ServerLine* tracked(const Draft& draft, const std::string& track, const Directory& directory,
                          const Draft*& owner)
{
    const std::size_t slash = track.find('/');
    owner = slash == std::string::npos ? &draft : directory.backend(track.substr(0, slash));
    if (owner == nullptr) return nullptr;
    return find_server(*owner, slash == std::string::npos ? track : track.substr(slash + 1));
}

void check_track(Parser& parser, const Draft& draft, const ServerLine& line,
                 const Directory& directory)
{
    const Draft* owner = nullptr;
    const std::string start = "server '" + line.server.name + "': ";
    const ServerLine* target = tracked(draft, line.server.track, directory, owner);
    const ServerLine* last = target;
    for (int i = 0; i < 1000 && last != nullptr && !last->server.track.empty(); ++i)
        last = tracked(*owner, last->server.track, directory, owner);
    if (line.server.check.enabled)
        return parser.refuse_at(line.line, "server track",
                                start + "cannot be checked and track another");
    if (target == nullptr || last == nullptr)
        return parser.refuse_at(line.line, "server track",
                                start + "there is no server '" + line.server.track + "' to track");
    if (!last->server.track.empty())
        return parser.refuse_at(line.line, "server track", start + "tracks itself in a circle");
    if (!last->server.check.enabled && !last->server.agent.enabled)
        parser.refuse_at(line.line, "server track",
                         start + "'" + line.server.track + "' has no check to track");
}

/// Whether this is an IP address, written in full.
bool is_whole_address(const std::string& text)
{
    const bool v6 = text.find(':') != std::string::npos;
    return parse_subnet(text) && (v6 || std::count(text.begin(), text.end(), '.') == 3);
}

void check_server(Parser& parser, const Draft& draft, const ServerLine& line,
                  const Directory& directory)
{
    const Server& server = line.server;
    const std::string start = "server '" + server.name + "': ";
    if (!server.track.empty()) check_track(parser, draft, line, directory);
    // A name may be that of a service record, which brings the port along.
    const bool socket = !server.address.empty() && !is_whole_address(server.address);
    const bool dialogue = draft.back.check.kind == CheckKind::dialogue;
    if (server.check.enabled && !server.port && server.check.port == 0 && !socket && !dialogue)
        parser.refuse_at(line.line, "server check", start + "has neither a port nor a check port");
    if (draft.mode == Mode::http) return;
    if (!server.redirect_prefix.empty())
        parser.refuse_at(line.line, "server redir", start + "needs mode http");
    if (!server.cookie.empty())
        parser.warn_at(line.line, "server cookie", start + "the cookie is ignored in mode tcp");
}

void number_servers(Draft& draft)
{
    std::set<std::int64_t> used;
    for (const ServerLine& line : draft.servers)
        used.insert(line.id);
    std::int64_t next = 1;
    for (ServerLine& line : draft.servers) {
        while (line.id == 0 && used.contains(next))
            ++next;
        if (line.id == 0) line.id = next;
        used.insert(line.id);
        line.server.id = static_cast<std::uint32_t>(line.id);
        ++next;
    }
}

void check_servers(Parser& parser, Draft& draft, const Directory& directory)
{
    std::map<std::string, std::size_t> seen;
    for (const ServerLine& line : draft.servers) {
        if (line.id == 0 && !seen.emplace(line.server.name, line.line).second)
            parser.refuse_at(line.line, "server",
                             title(draft) + " has a server named '" + line.server.name +
                                 "' in line " + std::to_string(seen[line.server.name]) +
                                 " already");
        check_server(parser, draft, line, directory);
    }
    number_servers(draft);
}

/// Where a sample must find a backend, a server or a table.
void check_sample(Parser& parser, const Draft& draft, std::size_t acl, const Sample& sample,
                  const Directory& directory)
{
    const std::size_t line = draft.acl_lines[acl];
    const std::string name = sample.arguments.empty() ? "" : sample.arguments.front();
    const std::string found = "in '" + sample.text + "' of " + title(draft) + ": there is no ";
    const bool of_backend = sample.fetch >= Fetch::queue && sample.fetch <= Fetch::backend_rate;
    const bool of_frontend = sample.fetch >= Fetch::frontend_connections &&
                             sample.fetch <= Fetch::frontend_request_rate;
    const bool of_server = sample.fetch >= Fetch::server_connections &&
                           sample.fetch <= Fetch::server_weight;
    const bool of_table = sample.fetch == Fetch::counted_source ||
                          sample.fetch == Fetch::table_size_used;
    if (of_backend && (name.empty() ? !draft.has_back() : directory.backend(name) == nullptr))
        parser.refuse_at(line, "acl", found + "backend '" + name + "'");
    if (of_frontend && (name.empty() ? !draft.has_front() : directory.frontend(name) == nullptr))
        parser.refuse_at(line, "acl", found + "frontend '" + name + "'");
    const Draft* owner = nullptr;
    if (of_server && tracked(draft, name, directory, owner) == nullptr)
        parser.refuse_at(line, "acl", found + "server '" + name + "'");
    if (of_table && !directory.has_table(name.empty() ? draft.name : name))
        parser.refuse_at(line, "acl", found + "table '" + (name.empty() ? draft.name : name) + "'");
}

/// A header that a rule writes and another reads.
void check_header(Parser& parser, const Draft& draft, const Sample& sample)
{
    if (sample.fetch != Fetch::header || sample.arguments.empty()) return;
    for (const auto& [mark, line] : draft.marks) {
        constexpr std::string_view start = "header ";
        if (!mark.starts_with(start) || mark.size() != start.size() + sample.arguments[0].size())
            continue;
        const bool same = std::equal(mark.begin() + start.size(), mark.end(),
                                     sample.arguments[0].begin(),
                                     [](char a, char b) { return (a | 0x20) == (b | 0x20); });
        if (same)
            parser.warn_at(line, "http-request",
                           "the header is not changed here, though '" + sample.text + "' reads it");
    }
}

void check_samples(Parser& parser, const Draft& draft, const Directory& directory)
{
    // ACLs of named defaults count only when rules came along with them.
    for (std::size_t i = draft.inherits_rules ? 0 : draft.inherited_acls; i < draft.acls.size();
         ++i) {
        for (const Test& test : draft.acls[i].tests) {
            check_sample(parser, draft, i, test.sample, directory);
            check_header(parser, draft, test.sample);
        }
    }
}

void number_proxies(std::deque<Draft>& proxies)
{
    std::set<std::uint32_t> used;
    for (const Draft& draft : proxies)
        used.insert(draft.id);
    std::uint32_t next = 1;
    for (Draft& draft : proxies) {
        while (draft.id == 0 && used.contains(next))
            ++next;
        if (draft.id == 0) draft.id = next;
        used.insert(draft.id);
        ++next;
    }
}

bool listens(const Draft& draft) { return !draft.disabled && !draft.front.binds.empty(); }

}  // namespace

void settle(Parser& parser)
{
    std::deque<Draft>& proxies = parser.proxies();
    const Directory directory{proxies};
    number_proxies(proxies);
    for (Draft& draft : proxies) {
        if (!draft.disabled) {
            obey_mode(parser, draft);
            check_backends(parser, draft, directory);
            check_used_servers(parser, draft);
            check_tables(parser, draft, directory);
            check_samples(parser, draft, directory);
            check_servers(parser, draft, directory);
            check_own_lines(parser, draft);
        }
        add_to(parser.config(), draft);
    }
    if (std::none_of(proxies.begin(), proxies.end(), listens))
        parser.refuse_at(0, "",
                         "nothing listens: there is no frontend or listen with a 'bind' line");
}

}  // namespace tiersim::haproxy
