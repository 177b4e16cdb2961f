// SPDX-License-Identifier: MIT
/// One listen around every line.
#include "haproxy_cfg/reading.hpp"

namespace reading {

using namespace tiersim::haproxy;

std::string listen_with(const std::string& lines)
{
    return "listen l\n bind :80\n mode http\n timeout client 5s\n timeout connect 5s\n"
           " timeout server 5s\n" +
           lines + "\n server a 127.0.0.1:9000 check\n";
}

Import read(const std::string& text, const std::vector<tiersim::haproxy::Variable>& environment)
{
    return read_haproxy_text(text, "haproxy.cfg", {.environment = environment});
}

bool accepts(const std::string& lines) { return read(listen_with(lines)).valid(); }

std::string first(FindingKind kind, const std::string& lines)
{
    for (const Finding& finding : read(listen_with(lines)).findings) {
        if (finding.kind == kind) return to_text(finding);
    }
    return {};
}

std::string refusal(const std::string& lines) { return first(FindingKind::refused, lines); }

std::string warning(const std::string& lines) { return first(FindingKind::warned, lines); }

std::string word(const std::string& written,
                 const std::vector<tiersim::haproxy::Variable>& environment)
{
    const Import import = read(listen_with(" acl x path -- " + written), environment);
    const auto& acls = import.config.backends.at(0).acls;
    if (acls.empty() || acls[0].tests.empty() || acls[0].tests[0].patterns.empty()) return {};
    return acls[0].tests[0].patterns[0];
}

Backend backend(const std::string& lines) { return read(listen_with(lines)).config.backends.at(0); }

Server server(const std::string& words)
{
    return backend(" server b 127.0.0.1:9001 " + words).servers.at(0);
}

}  // namespace reading
