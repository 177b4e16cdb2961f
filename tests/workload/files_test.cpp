// SPDX-License-Identifier: MIT
/// Traces and values from files: nothing lost, nothing invented, everything odd reported.
#include "tiersim/workload/files.hpp"

#include "catch.hpp"
#include "support/scratch.hpp"

#include <zstd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <string>

using namespace tiersim;
using namespace tiersim::literals;
using Problems = std::vector<std::string>;

namespace {

// A file that is gone at the end of the test.
class PassingFile {
public:
    PassingFile(const std::string& name, const std::string& content)
        : path_{folder_.write(name, content)}
    {
    }

    std::string path() const { return path_.string(); }

private:
    support::Scratch folder_{};
    std::filesystem::path path_;
};

std::string compressed(const std::string& text)
{
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
    return packed;
}

std::string shared(const std::string& file)
{
    const char* named = std::getenv("TIERSIM_SHARED");
    const std::string folder = named != nullptr ? named : TIERSIM_ROOT "/../shared";
    return folder + "/data/workload/" + file;
}

std::uint64_t total_bytes(const Trace& trace)
{
    return std::accumulate(
        trace.arrivals.begin(), trace.arrivals.end(), std::uint64_t{0},
        [](std::uint64_t sum, const auto& arrival) { return sum + arrival.bytes.count; });
}

std::vector<Duration> times(const Trace& trace)
{
    std::vector<Duration> found;
    for (const auto& arrival : trace.arrivals)
        found.push_back(arrival.at);
    return found;
}

bool is_ascending(const Trace& trace)
{
    const auto all = times(trace);
    return std::is_sorted(all.begin(), all.end());
}

const Trace nasa{.time_column = "time", .bytes_column = "bytes", .source_column = "host"};

}  // namespace

TEST_CASE("a log of whole seconds is spread over them, in its order", "[workload]")
{
    const PassingFile log{"spread.tsv",
                          "host\ttime\tbytes\na\t100\t5\nb\t101\t6\nc\t101\t7\nb\t103\t-\t\t\n"};
    Problems problems;

    const Trace trace = read_trace(nasa, log.path(), problems);

    CHECK(problems.empty());
    CHECK(times(trace) == std::vector<Duration>{500ms, 1250ms, 1750ms, 3500ms});
    CHECK(total_bytes(trace) == 18);
    CHECK(trace.arrivals[1].source == trace.arrivals[3].source);
    CHECK(trace.arrivals[0].source != trace.arrivals[1].source);
    CHECK(trace.arrivals[0].source != 0);
}

TEST_CASE("whole seconds stay where they are when they are not to be spread", "[workload]")
{
    const PassingFile log{"plain.csv", "time\n7\n7\n9\n"};
    Problems problems;

    const Trace trace = read_trace({.time_column = "time", .spread = false}, log.path(), problems);

    CHECK(times(trace) == std::vector<Duration>{0s, 0s, 2s});
}

TEST_CASE("stamps finer than a second stay as they are, sorted, the first at zero", "[workload]")
{
    const PassingFile log{
        "dates.csv",
        "when,Tr,n\r\n2014-12-24T00:30:53.540,2,a\r\n2014-12-24T00:30:53.040,-1,b\r\n"
        "2014-12-24T00:30:54,0.5,c\r\n"};
    Problems problems;

    const Trace trace = read_trace({.time_column = "when", .service_column = "Tr"}, log.path(),
                                   problems);

    CHECK(problems.empty());
    CHECK(times(trace) == std::vector<Duration>{0ms, 500ms, 960ms});
    CHECK(trace.arrivals[0].service == 0ms);
    CHECK(trace.arrivals[1].service == 2ms);
    CHECK(trace.arrivals[2].service == 500us);
}

TEST_CASE("quoted fields may hold commas and quotes", "[workload]")
{
    const PassingFile log{"quoted.csv",
                          "url,\"time\",bytes\n\"/a,b\"\"c\"\"\",1.5,10\n\"/d\",\"2.5\",20\n"};
    Problems problems;

    const Trace trace = read_trace({.time_column = "time", .bytes_column = "bytes"}, log.path(),
                                   problems);

    CHECK(problems.empty());
    CHECK(times(trace) == std::vector<Duration>{0s, 1s});
    CHECK(total_bytes(trace) == 30);
}

TEST_CASE("lines that cannot be read are told, the first five one by one, and left out",
          "[workload]")
{
    std::string text = "time,bytes\n1,5\n";
    for (int i = 0; i < 8; ++i)
        text += "yesterday,5\n";
    const PassingFile log{"bad.csv", text + "2.5,many\n\n3,\n"};
    Problems problems;

    const Trace trace = read_trace({.time_column = "time", .bytes_column = "bytes"}, log.path(),
                                   problems);

    CHECK(trace.arrivals.size() == 3);
    CHECK(total_bytes(trace) == 5);
    REQUIRE(problems.size() == 6);
    CHECK(problems[0] ==
          log.path() + ":3: expected seconds or a date and time, got \"yesterday\"; left out");
    CHECK(problems[5] == log.path() + ": and 4 more lines like these");
}

TEST_CASE("a field that cannot be read costs its value, not the line", "[workload]")
{
    const PassingFile log{"field.csv", "time,bytes\n1,5\n2.5,many\n"};
    Problems problems;

    const Trace trace = read_trace({.time_column = "time", .bytes_column = "bytes"}, log.path(),
                                   problems);

    CHECK(trace.arrivals.size() == 2);
    CHECK(problems ==
          Problems{log.path() + ":3: expected a number of bytes, got \"many\"; taken as 0"});
}

TEST_CASE("columns that are not there are told together with those that are", "[workload]")
{
    const PassingFile log{"columns.tsv", "host\tstamp\n"};
    Problems problems;

    const Trace trace = read_trace(nasa, log.path(), problems);

    CHECK(trace.arrivals.empty());
    CHECK(problems ==
          Problems{log.path() + ": no column is called \"time\"; columns here: host, stamp",
                   log.path() + ": no column is called \"bytes\"; columns here: host, stamp"});
}

TEST_CASE("files that are not there, empty or broken are told", "[workload]")
{
    const PassingFile empty{"empty.csv", ""};
    const std::string log = "time\n1\n2\n3\n";
    const PassingFile torn{"torn.csv.zst", compressed(log).substr(0, compressed(log).size() - 3)};
    std::string spoilt = compressed(std::string(100'000, 'x') + "\n");
    for (std::size_t i = 6; i < 12; ++i)
        spoilt[i] = '\x7f';
    const PassingFile garbled{"garbled.csv.zst", spoilt};

    for (const auto& [path, part] :
         {std::pair<std::string, std::string>{"no/such/file.csv", "cannot be opened"},
          {empty.path(), "is empty"},
          {torn.path(), "ends in the middle"},
          {garbled.path(), "cannot be decompressed"}}) {
        INFO(path);
        Problems problems;
        read_trace({.time_column = "time"}, path, problems);
        REQUIRE_FALSE(problems.empty());
        CHECK(problems.back().find(part) != std::string::npos);
    }
}

TEST_CASE("compressed files are read like plain ones, whatever their length", "[workload]")
{
    for (const std::size_t rows : {std::size_t{0}, std::size_t{1}, std::size_t{200'000}}) {
        std::string text = "time,bytes";
        for (std::size_t i = 0; i < rows; ++i)
            text += "\n" + std::to_string(i) + ".5,3";
        const PassingFile plain{"plain.csv", text};
        // Two frames one after the other are one file, too.
        const PassingFile packed{"packed.csv.zst", compressed(text.substr(0, text.size() / 2)) +
                                                       compressed(text.substr(text.size() / 2))};
        const Trace wanted{.time_column = "time", .bytes_column = "bytes"};
        Problems problems;

        const Trace one = read_trace(wanted, plain.path(), problems);
        const Trace two = read_trace(wanted, packed.path(), problems);

        CHECK(problems.empty());
        CHECK(one.arrivals.size() == rows);
        CHECK(one == two);
    }
}

TEST_CASE("a trace without a file keeps the arrivals it was given", "[workload]")
{
    const Trace given{.arrivals = {{.at = 1s}}};
    Problems problems;

    CHECK(read_trace(given, problems) == given);
    CHECK(problems.empty());
}

TEST_CASE("values come one a line, as durations or seconds", "[workload]")
{
    const PassingFile file{"values.txt",
                           "# measured\n250ms\n\n 0.5 # half a second\n-1s\nslow\n3us"};
    Problems problems;

    const Empirical law = read_values({{}, {}, file.path()}, problems);

    CHECK(law.values == std::vector<Duration>{250ms, 500ms, 3us});
    CHECK(law.file == file.path());
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].find(":5: expected a duration") != std::string::npos);
    CHECK(problems[1].find("got \"slow\"") != std::string::npos);
}

TEST_CASE("a file of values that holds none is told", "[workload]")
{
    const PassingFile file{"none.txt", "# nothing\n"};
    Problems problems;

    CHECK(read_values({}, file.path(), problems).values.empty());
    CHECK(problems == Problems{file.path() + ": holds no value"});
}

TEST_CASE("real logs are read without losing a row or a byte", "[workload]")
{
    struct Log {
        std::string file{};
        Trace columns{};
        std::size_t rows = 0;
        std::uint64_t bytes = 0;
    };
    const std::vector<Log> logs{
        {"nasa_19950701.tsv.zst", nasa, 9'999, 246'472'942},
        {"nasa_19950801.tsv.zst", nasa, 9'999, 179'517'299},
        {"haproxy-httplog-finance-2014.facts.csv.zst",
         {.time_column = "accept_time",
          .bytes_column = "bytes",
          .service_column = "Tr",
          .source_column = "client_id"},
         15'476,
         31'904'850},
    };
    for (const auto& [file, columns, rows, bytes] : logs) {
        if (!std::filesystem::exists(shared(file))) {
            WARN("skipped, no " << shared(file));
            continue;
        }
        INFO(file);
        Problems problems;
        const Trace trace = read_trace(columns, shared(file), problems);

        CHECK(problems.empty());
        CHECK(trace.arrivals.size() == rows);
        CHECK(total_bytes(trace) == bytes);
        CHECK(is_ascending(trace));
        CHECK(trace.arrivals.front().at < 1s);

        const Arrivals process = trace;
        ArrivalStream stream{process, Rng{1, "unused"}};
        std::size_t played = 0;
        while (stream.next() != never)
            ++played;
        CHECK(played == rows);
    }
}
