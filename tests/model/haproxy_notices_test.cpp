// SPDX-License-Identifier: MIT
/// What HAProxies say of their servers, and when.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

/// "1400 Server be/s2 is DOWN. ...", the time in ms.
std::vector<std::string> notices(Lab& lab)
{
    std::vector<std::string> all;
    lab.site.clients[0].arrivals = lab.trace;
    lab.site.clients[0].limit = lab.trace.arrivals.size();
    simulate(lab.site, {.haproxy_notices = [&](const haproxy::Notice& one) {
                 all.push_back(std::to_string(one.at / 1ms) + " " + to_text(one));
             }});
    return all;
}

}  // namespace

TEST_CASE("HAProxy says which server is down, up, or taken out, and what is left",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().redispatch = -1;
    lab.be().timeouts.queue = 30s;
    lab.server(1).check = {.enabled = true, .inter = 1s, .rise = 2, .fall = 2};
    lab.server(2).maxconn = 1;
    lab.ask(100ms, 1s);
    lab.crash("s1-1", 1500ms, 3s);
    lab.site.haproxies[0].admin = {{.at = 6s, .server = "be/s2", .action = AdminAction::drain},
                                   {.at = 7s, .server = "be/s2", .action = AdminAction::ready},
                                   {.at = 8s, .server = "be/s2", .action = AdminAction::maint},
                                   {.at = 9s, .server = "be/s2", .action = AdminAction::ready}};

    const std::vector<std::string> all = notices(lab);

    REQUIRE(all.size() == 6);
    CHECK(all[0] ==
          "3000 Server be/s1 is DOWN. 1 active and 0 backup servers left. "
          "0 sessions active, 0 requeued, 0 remaining in queue.");
    CHECK(all[1] ==
          "6000 Server be/s2 enters drain state. 0 active and 0 backup servers left. "
          "0 sessions active, 0 requeued, 0 remaining in queue.");
    CHECK(all[2] ==
          "6000 Server be/s1 is UP. 1 active and 0 backup servers online. "
          "0 sessions requeued, 0 total in queue.");
    CHECK(all[3] == "7000 Server be/s2 is UP (leaving forced drain).");
    CHECK(all[4] ==
          "8000 Server be/s2 is going DOWN for maintenance. 1 active and 0 backup "
          "servers left. 0 sessions active, 0 requeued, 0 remaining in queue.");
    CHECK(all[5] == "9000 Server be/s2 is UP/READY (leaving forced maintenance).");
}

TEST_CASE("a notice has the time of the run to the millisecond, and its process",
          "[model][haproxy]")
{
    const haproxy::Notice notice{.process = "lb-2",
                                 .at = 3'723'004ms,
                                 .backend = "be",
                                 .server = "s1",
                                 .change = haproxy::ServerChange::leaves_maintenance};

    CHECK(to_syslog(notice) ==
          "2026-01-01T01:02:03.004+00:00 lb-2 haproxy[1]: Server be/s1 is "
          "UP/READY (leaving forced maintenance).");
}
