// SPDX-License-Identifier: MIT
/// The log that a HAProxy of the site writes is one that HAProxy's own tool reads.
#include "catch.hpp"
#include "haproxy_lab.hpp"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace lab;

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
    if (output_of("command -v halog").empty()) {
        WARN("halog (of HAProxy's package) is not installed: nothing to compare with");
        return;
    }
    const auto log = busy().run();
    const auto file = std::filesystem::temp_directory_path() /
                      ("tiersim-halog-" + std::to_string(getpid()));
    std::map<std::string, std::size_t> expected;
    {
        std::ofstream stream{file};
        for (const LogRecord& record : log) {
            stream << to_syslog(record) << '\n';
            ++expected["be/" + (record.server.empty() ? "<NOSRV>" : record.server)];
        }
    }

    std::istringstream table{output_of("halog -srv -q < " + file.string())};
    std::filesystem::remove(file);
    std::map<std::string, std::size_t> counted;
    for (std::string line; std::getline(table, line);) {
        if (line.front() == '#') continue;
        std::istringstream words{line};
        std::string server;
        std::string word;
        words >> server;
        for (int i = 0; i < 7; ++i)  // 1xx to 5xx, other, and all of them
            words >> word;
        counted[server] = std::stoul(word);
    }

    CHECK(expected.size() >= 3);
    CHECK(counted == expected);
}
