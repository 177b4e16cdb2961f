// SPDX-License-Identifier: MIT
/// The command tiersim as its user meets it: output, help, exit codes.
#include "catch.hpp"
#include "support/golden.hpp"
#include "support/scratch.hpp"

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <string>

namespace {

/// What a command printed, both streams in turn, and its exit code.
struct Answer {
    std::string text{};
    int code = -1;
};

/// Runs `tiersim` with `arguments` in the folder of the cases.
Answer tiersim(const std::string& arguments)
{
    const std::string root = TIERSIM_ROOT;
    const auto line = "cd '" + root +
                      "/tests/io/cases' && env -u NO_COLOR LC_ALL=C '" TIERSIM_COMMAND "' " +
                      arguments + " 2>&1";
    Answer answer;
    std::FILE* pipe = popen(line.c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe))
        answer.text += static_cast<char>(letter);
    answer.code = WEXITSTATUS(pclose(pipe));
    return answer;
}

bool says(const Answer& answer, const std::string& words)
{
    return answer.text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the command tells with its exit code whether promises were kept", "[command]")
{
    CHECK(tiersim("run shop.json --quiet").code == 0);
    CHECK(tiersim("run shop.json --quiet --set expect.0.at_most=1ms").code == 1);
    CHECK(tiersim("run shop.json nowhere.json --quiet").code == 2);
    CHECK(tiersim("run nowhere.json shop.json --set expect.0.at_most=1ms --quiet").code == 2);
    CHECK(tiersim("run shop.json --set clients.users.timeout=2").code == 2);
}

TEST_CASE("quiet runs say in a line what was not kept", "[command]")
{
    const auto kept = tiersim("run shop.json --quiet");
    const auto missed = tiersim("run shop.json --quiet --set expect.0.at_most=1ms");

    CHECK(kept.text == "shop.json: all promises kept\n");
    CHECK(missed.text ==
          "shop.json: not as promised\n  not kept: users: p99 latency at most 1ms\n");
}

TEST_CASE("seed, duration and warm-up of the line take the place of the file's", "[command]")
{
    const auto answer = tiersim(
        "run shop.json --seed 7 --duration 30s --warmup 5s --replications 3 --threads 1");

    CHECK(says(answer, "seed 7"));
    CHECK(says(answer, "30 s"));
    CHECK(says(answer, "5 s"));
    CHECK(tiersim("run shop.json --duration 30").code == 2);
}

TEST_CASE("the same line gives the same report, and another seed another", "[command]")
{
    const auto once = tiersim("run shop.json --format json");

    CHECK(once.code == 0);
    CHECK(once.text == tiersim("run shop.json --format json --threads 2").text);
    CHECK(once.text != tiersim("run shop.json --format json --seed 2").text);
}

TEST_CASE("reports are kept in a folder in all their forms", "[command]")
{
    const support::Scratch folder;
    const auto out = " --quiet --out '" + folder.path().string() + "'";

    CHECK(tiersim("run shop.json" + out).code == 0);

    CHECK(std::filesystem::file_size(folder / "report.txt") > 1000);
    CHECK(std::filesystem::file_size(folder / "result.json") > 1000);
    CHECK(std::filesystem::file_size(folder / "timeline.csv") > 1000);

    CHECK(tiersim("run shop.json shop.json" + out).code == 0);

    CHECK(std::filesystem::file_size(folder / "shop/result.json") > 1000);
}

TEST_CASE("the JSON of several scenarios is one list, of which the bad ones are no part",
          "[command]")
{
    const auto one = tiersim("run shop.json --format json").text;

    CHECK(tiersim("run shop.json shop.json --format json").text ==
          "[\n" + one + ",\n" + one + "]\n");
    CHECK(tiersim("run none.json shop.json --format json").text.ends_with("[\n" + one + "]\n"));
    CHECK(tiersim("run none.json none.json --format json").text.ends_with("[]\n"));
}

TEST_CASE("checked files are told apart by the exit code and in words", "[command]")
{
    const auto good = tiersim("check shop.json");
    const auto bad = tiersim("check shop.json --set app_servers.app.wrokers=8");

    CHECK(good.code == 0);
    CHECK(good.text == "shop.json: nothing to say against it\n");
    CHECK(bad.code == 2);
    CHECK(says(bad, "/app_servers/0/wrokers: unknown key; did you mean \"workers\"?"));
    CHECK(says(tiersim("check nowhere.json --format json"), "\"severity\": \"error\""));
}

TEST_CASE("a configuration of HAProxy is accepted or refused by the exit code and in words",
          "[command]")
{
    const auto good = tiersim("import --check haproxy.cfg");
    const auto bad = tiersim("import --check haproxy-bad.cfg");

    CHECK(good.code == 0);
    CHECK(says(good, "haproxy.cfg: accepted"));
    CHECK(tiersim("import --check --quiet haproxy.cfg").text.empty());
    CHECK(bad.code == 2);
    CHECK(says(bad, "unknown keyword 'balanse'"));
    CHECK(says(tiersim("import --check --format json haproxy-bad.cfg"),
               "\"suggestion\": \"balance\""));
    CHECK(tiersim("import --check nowhere.cfg").code == 2);
    CHECK(says(tiersim("import --check keepalived.conf"), "takes over 3.61 s after the last one"));
    CHECK(tiersim("import haproxy.cfg").code == 2);
}

TEST_CASE("an imported configuration runs", "[command]")
{
    const support::Scratch folder;
    const auto file = folder / "imported.json";
    const auto made = tiersim("import haproxy-plain.cfg -o '" + file.string() + "'");
    const auto run = tiersim("run --quiet '" + file.string() + "'");

    CHECK(made.code == 0);
    CHECK(run.code == 0);
}

TEST_CASE("a site is analysed without a run", "[command]")
{
    const auto answer = tiersim("analyze shop.json --assume host=99h/1h");

    CHECK(answer.code == 0);
    CHECK(says(answer, "Single points of failure"));
    CHECK(says(tiersim("analyze shop.json --format json"), "\"cuts\": ["));
    CHECK(says(tiersim("analyze shop.json --format dot"), "digraph"));
    CHECK(tiersim("analyze nowhere.json").code == 2);
    CHECK(says(tiersim("analyze shop.json --assume hots=99h/1h"), "did you mean host?"));
    CHECK(says(tiersim("analyze shop.json --assume host=99h"), "expected: as in host=8760h/4h"));
    CHECK(tiersim("analyze shop.json --assume host=99/1h").code == 2);
    CHECK(tiersim("analyze shop.json --common-cause 5").code == 2);
    CHECK(tiersim("analyze shop.json --order 9").code == 2);
}

TEST_CASE("what was meant is said of commands and options that are none", "[command]")
{
    CHECK(says(tiersim("chek shop.json"), "did you mean \"tiersim check\"?"));
    CHECK(says(tiersim("shop.json"), "did you mean \"tiersim run shop.json\"?"));
    CHECK(says(tiersim("run --sede 7 shop.json"), "did you mean --seed?"));
    CHECK(says(tiersim("run --format xml shop.json"), "expected text|json, got xml"));
    CHECK(tiersim("chek").code == 2);
    CHECK(tiersim("run --sede 7 shop.json").code == 2);
    CHECK(tiersim("").code == 2);
    CHECK(tiersim("run").code == 2);
}

TEST_CASE("help teaches and fits a terminal", "[command][golden]")
{
    const auto help = tiersim("--help");
    const auto run = tiersim("run --help");
    const auto analyze = tiersim("analyze --help");

    CHECK(help.code == 0);
    CHECK(help.text == golden::approved("command/help.txt", help.text));
    CHECK(run.text == golden::approved("command/help-run.txt", run.text));
    CHECK(analyze.text == golden::approved("command/help-analyze.txt", analyze.text));
}

TEST_CASE("a listed scenario is described in words", "[command][golden]")
{
    const auto list = tiersim("list shop.json");

    CHECK(list.code == 0);
    CHECK(list.text == golden::approved("command/list.txt", list.text));
    CHECK(says(tiersim("list ."), "shop.json"));
    CHECK(says(tiersim("list shop.json --format json"), "\"databases\""));
}
