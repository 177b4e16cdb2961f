// SPDX-License-Identifier: MIT
/// Says what became of a server in HAProxy's words.
#include "tiersim/io/haproxy_notice.hpp"

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
    using namespace std::chrono;
    const auto at = sys_days{std::chrono::year{2026} / January / 1} +
                    floor<milliseconds>(notice.at);
    const auto midnight = floor<days>(at);
    const year_month_day date{midnight};
    const hh_mm_ss clock{at - midnight};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}+00:00 {} haproxy[1]: {}",
                       int{date.year()}, unsigned{date.month()}, unsigned{date.day()},
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count(), notice.process, to_text(notice));
}

}  // namespace tiersim::haproxy
