// SPDX-License-Identifier: MIT
/// A log that a HAProxy wrote in the field is read line by line, and written again as it was.
#include "catch.hpp"
#include "real/logs.hpp"
#include "tiersim/io/haproxy_log_reader.hpp"
#include "workload/text_file.hpp"

#include <map>

using namespace tiersim;

TEST_CASE("no line of a real log of HAProxy is lost, and none is changed", "[haproxy]")
{
    const auto file = logs::found("haproxy-httplog-gw-2012.anon.log.zst");
    if (!file) {
        WARN("there is no ../shared/data/workload: no real log to read");
        return;
    }

    const haproxy::LogReading reading = haproxy::read_log(*file);

    CHECK(reading.problems.empty());
    CHECK(reading.messages == 0);
    REQUIRE(reading.records.size() == 17'211);
    TextFile lines{*file};
    std::string line;
    std::map<std::string, unsigned> servers;
    for (const haproxy::LogRecord& record : reading.records) {
        REQUIRE(lines.next(line));
        const std::string tag = "haproxy[9883]: ";
        REQUIRE(haproxy::to_text(record) == line.substr(line.find(tag) + tag.size()));
        ++servers[record.server];
    }
    CHECK(servers["GW1"] == 4'676);
    CHECK(servers["GW2"] == 4'677);
}
