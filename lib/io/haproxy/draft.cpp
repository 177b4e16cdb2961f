// SPDX-License-Identifier: MIT
/// What a proxy inherits, and how its two halves come apart.
#include "io/haproxy/draft.hpp"

#include <utility>

namespace tiersim::haproxy {
namespace {

/// Those of a pure frontend; it has none of a backend's.
Timeouts of_frontend(const Timeouts& all)
{
    return {.client = all.client,
            .client_fin = all.client_fin,
            .http_request = all.http_request,
            .http_keep_alive = all.http_keep_alive,
            .tarpit = all.tarpit};
}

Timeouts of_backend(Timeouts all)
{
    all.client.reset();
    all.client_fin.reset();
    return all;
}

/// What both halves have of their own.
template <class Half>
void give_common(Half& half, const Draft& draft)
{
    half.name = draft.name;
    half.id = draft.id;
    half.mode = draft.mode;
    half.disabled = draft.disabled;
    half.connection_mode = draft.connection_mode;
    half.http_buffer_request = draft.http_buffer_request;
    half.acls = draft.acls;
    half.rules = draft.rules;
}

Frontend front_half(const Draft& draft)
{
    Frontend front = draft.front;
    give_common(front, draft);
    front.timeouts = draft.has_back() ? draft.timeouts : of_frontend(draft.timeouts);
    if (draft.kind == SectionKind::listen && front.default_backend.empty())
        front.default_backend = draft.name;
    return front;
}

Backend back_half(const Draft& draft)
{
    Backend back = draft.back;
    give_common(back, draft);
    back.of_listen = draft.kind == SectionKind::listen;
    back.timeouts = back.of_listen ? draft.timeouts : of_backend(draft.timeouts);
    back.table = draft.table;
    for (const ServerLine& line : draft.servers)
        back.servers.push_back(line.server);
    return back;
}

}  // namespace

std::size_t Draft::add_acl(Acl acl, std::size_t of_line)
{
    acls.push_back(std::move(acl));
    acl_lines.push_back(of_line);
    return acls.size() - 1;
}

Draft inheriting(const Draft& defaults)
{
    Draft draft = defaults;
    draft.id = 0;
    draft.marks.erase("bind");
    draft.backends.clear();
    draft.inherits_rules = draft.has_rules;
    draft.has_rules = false;
    draft.inherited_acls = draft.acls.size();
    for (Acl& acl : draft.acls)
        acl.name.clear();
    return draft;
}

std::string word(SectionKind kind)
{
    if (kind == SectionKind::frontend) return "frontend";
    if (kind == SectionKind::backend) return "backend";
    return kind == SectionKind::listen ? "listen" : "defaults";
}

std::string title(const Draft& draft) { return word(draft.kind) + " '" + draft.name + "'"; }

void add_to(Config& config, const Draft& draft)
{
    if (draft.has_front()) config.frontends.push_back(front_half(draft));
    if (draft.has_back()) config.backends.push_back(back_half(draft));
    if (draft.table && !draft.has_back()) config.frontend_tables.push_back(*draft.table);
}

}  // namespace tiersim::haproxy
