// SPDX-License-Identifier: MIT
/// Reads, writes, reads again.
#include "support/feed.hpp"

#include "tiersim/io/haproxy_config.hpp"
#include "tiersim/io/haproxy_log_reader.hpp"
#include "tiersim/io/keepalived_config.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <optional>
#include <stdexcept>
#include <vector>

namespace support {

namespace {

namespace haproxy = tiersim::haproxy;

std::optional<tiersim::Scenario> read(std::string_view text)
{
    try {
        return tiersim::read_scenario_text(text, "any.json");
    } catch (const tiersim::ScenarioError& error) {
        if (error.problems().empty()) throw std::logic_error{"refused without a reason"};
        return std::nullopt;
    }
}

/// Every term of a condition is that of an ACL.
void look_at(const std::vector<haproxy::Rule>& rules, const std::vector<haproxy::Acl>& acls)
{
    for (const auto& rule : rules) {
        for (const auto& terms : rule.when.alternatives) {
            for (const auto& term : terms) {
                if (term.acl >= acls.size()) throw std::logic_error{"a term of no ACL"};
            }
        }
    }
}

void look_at(const haproxy::Rules& rules, const std::vector<haproxy::Acl>& acls)
{
    for (const auto* list : {&rules.tcp_connection, &rules.tcp_session, &rules.tcp_content,
                             &rules.http_request, &rules.redirects, &rules.http_response})
        look_at(*list, acls);
}

}  // namespace

bool feed(std::string_view text)
{
    const auto scenario = read(text);
    if (!scenario) return false;
    if (read(tiersim::write_scenario(*scenario)) != scenario)
        throw std::logic_error{"written and read again, it is another scenario"};
    return true;
}

bool feed_haproxy(std::string_view text)
{
    tiersim::keepalived::read_keepalived_text(text);
    const haproxy::Import import = haproxy::read_haproxy_text(text);
    if (!(haproxy::read_haproxy_text(text) == import))
        throw std::logic_error{"read twice, it is another configuration"};
    for (const auto& front : import.config.frontends)
        look_at(front.rules, front.acls);
    for (const auto& back : import.config.backends)
        look_at(back.rules, back.acls);
    return import.valid();
}

void feed_log(std::string_view text)
{
    for (haproxy::LogRecord record : haproxy::read_log_text(text).records) {
        record.process.clear();
        std::string problem;
        const auto again = haproxy::read_log_line(haproxy::to_text(record), problem);
        if (!again || !problem.empty()) throw std::logic_error{"written, it is no line of a log"};
        if (record.line.size() < 300 && again != record)
            throw std::logic_error{"written and read again, it is another request"};
    }
}

}  // namespace support
