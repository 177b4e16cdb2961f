// SPDX-License-Identifier: MIT
/// The log that a HAProxy of the site writes is one that HAProxy's own tool reads.
#include "catch.hpp"
#include "haproxy_lab.hpp"
#include "support/scratch.hpp"
#include "tiersim/io/haproxy_log_reader.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>

using namespace lab;
using namespace tiersim::haproxy;

namespace {

/// What a command writes; nothing when there is no such command.
std::string output_of(const std::string& command)
{
    std::string text;
    FILE* const stream = popen(command.c_str(), "r");
    if (stream == nullptr) return text;
    for (int byte = std::fgetc(stream); byte != EOF; byte = std::fgetc(stream))
        text += static_cast<char>(byte);
    pclose(stream);
    return text;
}

std::string written(const std::vector<LogRecord>& log)
{
    std::string text;
    for (const LogRecord& record : log)
        text += to_syslog(record) + "\n";
    return text;
}

/// What halog makes of a log; nothing where it is not installed.
std::optional<std::string> halog(const std::string& options, const std::vector<LogRecord>& log)
{
    if (output_of("command -v halog").empty()) {
        WARN("halog (of HAProxy's package) is not installed: nothing to compare with");
        return {};
    }
    const support::Scratch scratch;
    const std::string file = scratch.write("log", written(log)).string();
    return output_of("halog " + options + " 2>&1 < " + file);
}

bool reads_all(const std::string& said, std::size_t lines)
{
    return said.find(std::to_string(lines) + " lines in") != std::string::npos &&
           said.find(" 0 parsing errors") != std::string::npos;
}

std::vector<std::string> words_of(const std::string& text)
{
    std::istringstream stream{text};
    return {std::istream_iterator<std::string>{stream}, {}};
}

/// Reads what was written of `log`, and looks for the first record that is another one.
void is_read_as_it_was(const std::vector<LogRecord>& log)
{
    const LogReading reading = read_log_text(written(log));

    CHECK(log.size() == 2000);
    CHECK(reading.problems.empty());
    CHECK(reading.messages == 0);
    REQUIRE(reading.records.size() == log.size());
    for (std::size_t i = 0; i < log.size(); ++i) {
        INFO(to_text(log[i]));
        REQUIRE(reading.records[i] == log[i]);
    }
}

bool complete(const LogRecord& record)
{
    return record.request >= 0 && record.waited >= 0 && record.connect >= 0 && record.response >= 0;
}

/// What of all `times` at least `count` do not exceed.
std::int64_t ranked(std::vector<std::int64_t> times, std::size_t count)
{
    std::sort(times.begin(), times.end());
    return times[std::max<std::size_t>(count, 1) - 1];
}

/// A lab in which all sorts of things happen.
Lab busy()
{
    Lab lab{3};
    lab.be().timeouts.queue = 100ms;
    lab.be().timeouts.server = 200ms;
    lab.be().redispatch = -1;
    for (auto& server : lab.be().servers)
        server.maxconn = 4;
    for (int i = 0; i < 2000; ++i)
        lab.ask(i * 5ms, i % 9 * 10ms);
    lab.crash("s2", 2s, 2s);
    lab.silence("s3", 5s, 2s);
    return lab;
}

}  // namespace

TEST_CASE("halog reads every line, and counts what happened at each server", "[model][haproxy]")
{
    const auto log = busy().run();
    std::map<std::string, std::vector<unsigned>> expected;  // answers by class, then all complete
                                                            // ones
    for (const LogRecord& record : log) {
        auto& counts = expected["be/" + (record.server.empty() ? "<NOSRV>" : record.server)];
        counts.resize(8);
        const bool answered = record.status >= 100;
        ++counts[answered ? static_cast<std::size_t>(record.status / 100 - 1) : 5U];
        ++counts[6];
        if (complete(record)) ++counts[7];
    }

    const auto said = halog("-srv", log);
    if (!said) return;
    std::map<std::string, std::vector<unsigned>> counted;
    std::istringstream table{*said};
    for (std::string line; std::getline(table, line);) {
        const auto words = words_of(line);
        if (words[0].substr(0, 3) != "be/") continue;
        for (std::size_t i = 1; i <= 8; ++i)
            counted[words[0]].push_back(static_cast<unsigned>(std::stoul(words[i])));
    }

    CHECK(expected.size() >= 3);
    CHECK(counted == expected);
    CHECK(reads_all(*said, 2000));
}

TEST_CASE("halog finds the percentiles of the times that the log has", "[model][haproxy]")
{
    const auto log = busy().run();
    std::vector<std::int64_t> request;
    std::vector<std::int64_t> connect;
    std::vector<std::int64_t> response;
    std::vector<std::int64_t> rest;
    for (const LogRecord& one : log) {
        if (!complete(one)) continue;
        request.push_back(one.request);
        connect.push_back(one.connect);
        response.push_back(one.response);
        rest.push_back(one.active - one.request - one.waited - one.connect - one.response);
    }

    const auto said = halog("-pct", log);
    if (!said) return;
    std::size_t rows = 0;
    std::istringstream table{*said};
    for (std::string line; std::getline(table, line);) {
        if (line.find("lines in") != std::string::npos) continue;
        const auto words = words_of(line);
        const auto count = static_cast<std::size_t>(std::stoul(words[1]));
        INFO(line);
        CHECK(std::stoll(words[2]) == ranked(request, count));
        CHECK(std::stoll(words[3]) == ranked(connect, count));
        CHECK(std::stoll(words[4]) == ranked(response, count));
        CHECK(std::stoll(words[5]) == ranked(rest, count));
        ++rows;
    }

    CHECK(rows > 50);
    CHECK(reads_all(*said, 2000));
}

TEST_CASE("the log of a run is read as it was, field for field", "[model][haproxy]")
{
    is_read_as_it_was(busy().run());
}

TEST_CASE("the log of a run in TCP mode is read as it was, field for field", "[model][haproxy]")
{
    Lab lab = busy();
    lab.fe().mode = Mode::tcp;
    lab.be().mode = Mode::tcp;

    is_read_as_it_was(lab.run());
}
