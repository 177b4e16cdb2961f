// SPDX-License-Identifier: MIT
/// Short ways to have lines of haproxy.cfg read.
#pragma once

#include "tiersim/io/haproxy_config.hpp"

#include <string>

namespace reading {

/// A listen in mode http with `lines`, one to a line, and a server.
std::string listen_with(const std::string& lines);

tiersim::haproxy::Import read(const std::string& text,
                              const std::vector<tiersim::haproxy::Variable>& environment = {});

/// Whether HAProxy would start with the listen.
bool accepts(const std::string& lines);

/// The first finding of a kind in the listen, as text; empty: there is none.
std::string first(tiersim::haproxy::FindingKind kind, const std::string& lines);
std::string refusal(const std::string& lines);
std::string warning(const std::string& lines);

/// What a word of the file is when quotes, escapes and variables have had their turn; it is read
/// as the pattern of an ACL.
std::string word(const std::string& written,
                 const std::vector<tiersim::haproxy::Variable>& environment = {});

/// The backend half of the listen.
tiersim::haproxy::Backend backend(const std::string& lines);
/// Its server "b", whose line ends with `words`.
tiersim::haproxy::Server server(const std::string& words);

}  // namespace reading
