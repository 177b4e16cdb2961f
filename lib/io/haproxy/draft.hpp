// SPDX-License-Identifier: MIT
/// A proxy while its lines are read: the halves of frontend and backend in one, as a listen has
/// them, and what is only settled at the end of the file.
#pragma once

#include "tiersim/scenario/haproxy.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tiersim::haproxy {

enum class SectionKind : std::uint8_t { defaults, frontend, backend, listen };

/// A name that must be found when all lines are known, and where it stands.
struct Mention {
    std::string name{};
    std::size_t line = 0;
    std::string keyword{};
};

/// A server with its line.
struct ServerLine {
    Server server{};
    std::size_t line = 0;
    std::int64_t id = 0;         ///< As written; 0: none.
    bool unverified = false;     ///< verify none
    bool has_authority = false;  ///< ca-file
};

/// Lines whose meaning depends on others, by keyword; 0: not there.
using Marks = std::map<std::string, std::size_t>;

struct Draft {
    SectionKind kind = SectionKind::defaults;
    std::string name{};
    std::size_t line = 0;
    std::uint32_t id = 0;  ///< 0: none yet.

    Mode mode = Mode::tcp;
    bool disabled = false;
    Timeouts timeouts{};
    ConnectionMode connection_mode = ConnectionMode::keep_alive;
    bool http_buffer_request = false;
    std::vector<Acl> acls{};
    Rules rules{};
    std::optional<StickTable> table{};
    Frontend front{};  ///< What only a frontend has.
    Backend back{};    ///< What only a backend has.
    ServerLine default_server{};
    std::vector<ServerLine> servers{};

    Marks marks{};
    std::vector<Mention> backends{};  ///< use_backend and default_backend.
    std::vector<Mention> servers_used{};
    std::vector<Mention> tables{};
    std::vector<Mention> peers{};
    bool inherits_rules = false;
    bool has_rules = false;  ///< Of a defaults section: it cannot serve every kind of proxy.
    bool logs = false;       ///< It has an address to log to.
    std::vector<std::size_t> acl_lines{};  ///< Where each of `acls` stands.
    std::size_t inherited_acls = 0;        ///< Those of named defaults; their names are not seen.

    bool has_front() const { return kind != SectionKind::backend; }
    bool has_back() const { return kind != SectionKind::frontend; }
    /// Adds an ACL of this line; its number.
    std::size_t add_acl(Acl acl, std::size_t of_line);
    bool marked(const std::string& keyword) const { return marks.contains(keyword); }
};

/// A new proxy with all that it inherits from `defaults`.
Draft inheriting(const Draft& defaults);

/// "frontend", "backend", "listen", "defaults".
std::string word(SectionKind kind);

/// "frontend 'in'".
std::string title(const Draft& draft);

/// The two halves as values, added to `config`.
void add_to(Config& config, const Draft& draft);

}  // namespace tiersim::haproxy
