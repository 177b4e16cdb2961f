// SPDX-License-Identifier: MIT
/// Who is on duty, and the limits that move with the load and with time.
#include "tiersim/policy/haproxy/farm.hpp"

#include "tiersim/policy/haproxy/slow_start.hpp"

#include <algorithm>

namespace tiersim::haproxy {

Duty Farm::duty() const
{
    if (active_usable > 0) return Duty::active;
    if (backups_usable == 0) return Duty::none;
    return all_backups ? Duty::backups : Duty::sole_backup;
}

std::uint32_t Farm::on_duty() const
{
    switch (duty()) {
        case Duty::active: return active_usable;
        case Duty::backups: return backups_usable;
        case Duty::sole_backup: return 1;
        case Duty::none: break;
    }
    return 0;
}

bool Farm::is_on_duty(std::size_t server) const
{
    if (!servers[server].usable()) return false;
    if (duty() == Duty::sole_backup) return server == first_backup;
    return servers[server].backup == (duty() == Duty::backups);
}

// HAProxy's arithmetic, 32 bits wide and rounded down.
std::uint32_t Farm::limit(std::size_t server) const
{
    const Farm::Server& it = servers[server];
    const bool floats = requests < fullconn && it.minconn != it.maxconn;
    const std::uint32_t most = floats ? std::max(it.minconn, requests * it.maxconn / fullconn)
                                      : it.maxconn;
    if (!it.rise) return most;
    return slow_limit(most, now - *it.rise, it.slow_start);
}

}  // namespace tiersim::haproxy
