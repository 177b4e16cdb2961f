// SPDX-License-Identifier: MIT
/// keepalived.conf, and what it comes to for the holder of an address.
#include "catch.hpp"
#include "tiersim/io/keepalived_config.hpp"

namespace {

using namespace tiersim;
using namespace tiersim::keepalived;
using namespace std::chrono_literals;

const std::string whole =
    "! Configuration of lb-1\n"
    "global_defs {\n    router_id lb-1\n    enable_script_security\n}\n"
    "vrrp_script chk_haproxy {\n    script \"/usr/bin/killall -0 haproxy\"  # alive?\n"
    "    interval 2\n    fall 3\n    rise 2\n    weight -60\n}\n"
    "vrrp_instance VI_1 {\n    state BACKUP\n    interface eth0\n    virtual_router_id 51\n"
    "    priority 150\n    advert_int 1\n    nopreempt\n    preempt_delay 300\n"
    "    authentication {\n        auth_type PASS\n        auth_pass secret\n    }\n"
    "    virtual_ipaddress {\n        10.0.0.1/24 dev eth0 label eth0:1\n        10.0.0.2\n    }\n"
    "    track_script {\n        chk_haproxy\n    }\n}\n";

Instance instance_with(const std::string& lines)
{
    const Config config = read_keepalived_text(
        "vrrp_instance V {\n virtual_router_id 1\n virtual_ipaddress { 10.0.0.1 }\n" + lines +
        "\n}\n");
    return config.instances.at(0);
}

std::string first_finding(const std::string& lines)
{
    const Config config = read_keepalived_text(
        "vrrp_instance V {\n virtual_router_id 1\n virtual_ipaddress { 10.0.0.1 }\n" + lines +
        "\n}\n");
    return config.findings.empty() ? "" : haproxy::to_text(config.findings.front());
}

}  // namespace

TEST_CASE("an instance has state, priority, adverts, preemption, addresses and scripts",
          "[keepalived]")
{
    const Config config = read_keepalived_text(whole);

    REQUIRE(config.instances.size() == 1);
    const Instance& instance = config.instances[0];
    CHECK(config.findings.empty());
    CHECK(instance.name == "VI_1");
    CHECK(instance.interface == "eth0");
    CHECK(instance.router == 51);
    CHECK(instance.priority == 150);
    CHECK_FALSE(instance.master);
    CHECK_FALSE(instance.preempt);
    CHECK(instance.preempt_delay == 300s);
    CHECK(instance.addresses == std::vector<std::string>{"10.0.0.1/24", "10.0.0.2"});
    REQUIRE(instance.scripts.size() == 1);
    CHECK(instance.scripts[0] == Script{.name = "chk_haproxy",
                                        .command = "/usr/bin/killall -0 haproxy",
                                        .interval = 2s,
                                        .fall = 3,
                                        .rise = 2,
                                        .weight = -60});
}

TEST_CASE("what is not written has keepalived's defaults", "[keepalived]")
{
    const Instance instance = instance_with("");

    CHECK(instance.priority == 100);
    CHECK(instance.advert == 1s);
    CHECK(instance.preempt);
    CHECK(instance.version == 2);
}

TEST_CASE("braces may stand in lines of their own, and blocks in one line", "[keepalived]")
{
    const Config config = read_keepalived_text(
        "vrrp_instance V\n{\n virtual_router_id 7\n"
        " virtual_ipaddress { 10.0.0.1 }\n}\n");

    CHECK(config.instances.at(0).router == 7);
    CHECK(config.instances.at(0).addresses.size() == 1);
}

TEST_CASE("a script may stand behind the instance, which may weigh it otherwise", "[keepalived]")
{
    const Config config = read_keepalived_text(
        "vrrp_instance V {\n virtual_router_id 1\n virtual_ipaddress { 10.0.0.1 }\n"
        " track_script { chk weight 20 }\n}\nvrrp_script chk {\n script x\n weight -5\n}\n");

    CHECK(config.instances.at(0).scripts.at(0).weight == 20);
}

TEST_CASE("wrong values fall back to the default, with a warning", "[keepalived]")
{
    CHECK(first_finding(" priority 300") ==
          "4  priority: '300' is not within 1 and 255; 100 holds");
    CHECK(first_finding(" state MASTR") ==
          "4  state: 'MASTR' is neither MASTER nor BACKUP; it is BACKUP");
    CHECK(first_finding(" prioritty 100") ==
          "4  prioritty: unknown word; did you mean \"priority\"?");
    CHECK(first_finding(" track_script { nope }") ==
          "4  track_script: there is no vrrp_script 'nope'; it is not tracked");
    CHECK(first_finding(" state MASTER\n nopreempt").find("no effect") != std::string::npos);
    CHECK(instance_with(" state MASTER\n nopreempt").preempt);
}

TEST_CASE("an instance without virtual_router_id is refused", "[keepalived]")
{
    CHECK_FALSE(
        read_keepalived_text("vrrp_instance V {\n virtual_ipaddress { 10.0.0.1 }\n}\n").valid());
}

TEST_CASE("what is left out is said", "[keepalived]")
{
    CHECK(first_finding(" track_interface { eth1 }").find("track_interface") != std::string::npos);
    CHECK(first_finding(" advert_int 2").find("skew") != std::string::npos);
    CHECK(first_finding(" advert_int 2\n version 3").empty());
    CHECK_FALSE(read_keepalived_text("virtual_server 10.0.0.1 80 {\n}\n").findings.empty());
}

TEST_CASE("an instance becomes the cluster of a tier", "[keepalived]")
{
    const Standby standby = standby_of(read_keepalived_text(whole).instances.at(0), {100});

    CHECK(standby.priority == 150);
    CHECK(standby.priorities == std::vector<std::uint32_t>{150, 100});
    CHECK_FALSE(standby.preempt);
    CHECK(standby.preempt_delay == 300s);
    CHECK(standby.script_interval == 2s);
    CHECK(standby.script_fall == 3);
    CHECK(standby.script_rise == 2);
    CHECK(standby.script_cost == 60);
}

TEST_CASE("a positive weight counts as long as the script succeeds", "[keepalived]")
{
    Instance instance = instance_with(" priority 100");
    instance.scripts = {{.name = "chk", .weight = 20}};
    const Standby standby = standby_of(instance, {90});

    CHECK(standby.priorities == std::vector<std::uint32_t>{120, 110});
    CHECK(standby.script_cost == 20);
}

TEST_CASE("a text is keepalived's by the words that begin its blocks", "[keepalived]")
{
    CHECK(is_keepalived(whole));
    CHECK_FALSE(is_keepalived("global\n maxconn 5\n"));
}
