// SPDX-License-Identifier: MIT
/// Says what became of a server in HAProxy's words.
#include "tiersim/io/haproxy_notice.hpp"

#include "io/haproxy_log/dates.hpp"

#include <fmt/format.h>

namespace tiersim::haproxy {

namespace {

std::string left_over(const Notice& notice)
{
    return fmt::format(
        "{} active and {} backup servers left. {} sessions active, {} requeued, "
        "{} remaining in queue.",
        notice.active, notice.backups, notice.sessions, notice.requeued, notice.remaining);
}

std::string news(const Notice& notice)
{
    switch (notice.change) {
        case ServerChange::up:
            return fmt::format(
                "is UP. {} active and {} backup servers online. 0 sessions requeued, {} total in "
                "queue.",
                notice.active, notice.backups, notice.remaining);
        case ServerChange::down: return "is DOWN. " + left_over(notice);
        case ServerChange::stopping: return "is stopping. " + left_over(notice);
        case ServerChange::enters_maintenance:
            return "is going DOWN for maintenance. " + left_over(notice);
        case ServerChange::leaves_maintenance: return "is UP/READY (leaving forced maintenance).";
        case ServerChange::enters_drain: return "enters drain state. " + left_over(notice);
        case ServerChange::leaves_drain: return "is UP (leaving forced drain).";
    }
    return {};
}

}  // namespace

std::string to_text(const Notice& notice)
{
    return fmt::format("Server {}/{} {}", notice.backend, notice.server, news(notice));
}

std::string to_syslog(const Notice& notice)
{
    return fmt::format("{} {} haproxy[1]: {}", rfc_date(notice.at), notice.process,
                       to_text(notice));
}

}  // namespace tiersim::haproxy
