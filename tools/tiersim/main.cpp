// SPDX-License-Identifier: MIT
/// The command tiersim: reads the command line and hands over to one of its commands.
#include "commands.hpp"
#include "tiersim/core/nearest.hpp"
#include "tiersim/core/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <map>
#include <string>

namespace {

using command::Options;

constexpr auto about =
    "Simulates web infrastructure: clients, load balancers, web, application and database\n"
    "servers, on hosts that fail. A scenario file describes a site, its load, its faults and\n"
    "what is expected of it.";

constexpr auto about_run =
    "Runs scenarios; reports what their users saw, what every server did,\n"
    "and whether the promises under `expect` were kept.";

constexpr auto about_analyze =
    "Tells what the structure of a site says without a run: single points of failure,\n"
    "cut sets, exact availability, capacity healthy and after each single loss.";

constexpr auto about_check =
    "Says what is wrong with scenario files, all of it at once,\n"
    "and what will surprise in a run.";

constexpr auto about_list =
    "Shows what scenario files describe: load, tiers, faults, promises.\n"
    "For a folder, or without FILE, the scenarios that it has.";

constexpr auto about_import =
    "Reads haproxy.cfg as HAProxy 2.6.12 does: would it start with it,\n"
    "and what would a simulation leave out, with which consequence?";

constexpr auto examples =
    "Examples:\n"
    "  tiersim list                              which scenarios are there?\n"
    "  tiersim list scenarios/scale-up.json      what does this one describe?\n"
    "  tiersim check my-site.json                is mine all right?\n"
    "  tiersim run scenarios/scale-up.json       what happens?\n"
    "  tiersim analyze my-site.json              what breaks it, and how much can it carry?\n"
    "  tiersim run my-site.json --set app_servers.app.workers=32\n"
    "                                            what if each had 32 workers?\n"
    "  tiersim run my-site.json --seed 7 --duration 10min --format json > result.json\n"
    "  tiersim run scenarios/*.json --quiet      did all keep their promises?\n"
    "\n";

constexpr auto about_set =
    "Changes a value of the file before it is read, as in\n"
    "clients.users.timeout=2s. The path goes by keys; in lists by\n"
    "the index from 0 or the name of an item. May be given again.";

constexpr auto exit_codes =
    "Exit code: 0 all promises kept, 1 one was not, 2 a problem with a file or an option.";

/// The command line's options of all commands.
class Line {
public:
    Line()
    {
        app_.require_subcommand(1);
        app_.set_version_flag("--version", "tiersim " + std::string{tiersim::version()});
        app_.footer(std::string{examples} + exit_codes);
        add_run();
        add_analyze();
        auto* check = add("check", about_check);
        check->get_option("FILE")->required();
        auto* list = add("list", about_list);
        list->footer("Example:\n  tiersim list scenarios/scale-up.json");
        add_import();
        check->footer("Example:\n  tiersim check scenarios/*.json");
    }

    /// What is asked for. CLI::ParseError when that is unclear, or help is asked for.
    Options parse(int count, char** words)
    {
        app_.parse(count, words);
        for (const auto* used : app_.get_subcommands())
            options_.command = used->get_name();
        return options_;
    }

    /// Prints help where it was asked for, otherwise what is wrong with the line.
    int say(const CLI::ParseError& error, const std::vector<std::string>& words)
    {
        if (error.get_exit_code() == 0) return app_.exit(error);
        fmt::print(stderr, "tiersim: {}{}\n  try: tiersim --help\n", error.what(),
                   meant_option(words));
        return command::bad_input;
    }

private:
    /// What was meant by the first option that is none.
    std::string meant_option(const std::vector<std::string>& words)
    {
        std::vector<std::string> known{"--help", "--version"};
        for (const auto* sub : app_.get_subcommands())
            for (const auto* option : sub->get_options())
                known.push_back(option->get_name());
        for (const auto& word : words) {
            const auto name = word.substr(0, word.find('='));
            if (!name.starts_with("--")) continue;
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            const auto meant = tiersim::nearest(name, known);
            return meant.empty() ? "" : "; did you mean " + meant + "?";
        }
        return {};
    }

    CLI::App* add(const std::string& name, const std::string& what)
    {
        auto* sub = app_.add_subcommand(name, what);
        sub->add_option("FILE", options_.files, "Scenario files.");
        add_settings(*sub);
        add_manner(*sub);
        return sub;
    }

    void add_analyze()
    {
        auto* analyze = app_.add_subcommand("analyze", about_analyze);
        analyze->add_option("FILE", options_.files, "Scenario files.")->required();
        add_settings(*analyze);
        add_choice(*analyze, "--format", options_.format,
                   {{"text", command::Format::text},
                    {"json", command::Format::json},
                    {"dot", command::Format::dot}},
                   "text for people, json for machines, dot for Graphviz.");
        analyze
            ->add_option("--assume", options_.assumptions,
                         "How nodes, hosts, zones or links fail that no fault of the\n"
                         "scenario takes down: mean time up and mean time down, as in\n"
                         "host=8760h/4h. May be given again.")
            ->type_name("KIND=UP/DOWN")
            ->allow_extra_args(false);
        analyze
            ->add_option("--common-cause", options_.common_cause,
                         "Share of the assumed failures of nodes that take all nodes of\n"
                         "their tier along (beta factor), as 5%.")
            ->type_name("SHARE");
        analyze
            ->add_option("--order", options_.order, "Cut sets of up to so many parts are listed.")
            ->type_name("NUMBER")
            ->check(CLI::Range(1, 4));
        add_colour(*analyze);
        analyze->footer(
            "Examples:\n  tiersim analyze scenarios/scale-up.json\n"
            "  tiersim analyze my-site.json --assume host=8760h/4h --assume node=2000h/5min\n"
            "  tiersim analyze my-site.json --format dot | dot -Tsvg > my-site.svg\n\n"
            "Exit code: 0 analysed, 2 a problem with a file or an option.");
    }

    void add_import()
    {
        auto* import = app_.add_subcommand("import", about_import);
        import->add_option("FILE", options_.files, "Configurations of HAProxy or keepalived.")
            ->required();
        import->add_flag("--check", options_.check_only,
                         "Says what there is to say, and writes nothing.");
        import
            ->add_option("-o,--out", options_.output,
                         "Writes a scenario around the configuration: equal servers for every\n"
                         "backend, users at every frontend.")
            ->type_name("FILE");
        import->add_flag("--assume-false", options_.assume_false,
                         "Conditions on what is not modelled never hold; without it, a rule\n"
                         "that depends on one is a reason to refuse the file.");
        add_manner(*import);
        import->footer(
            "Examples:\n  tiersim import --check /etc/haproxy/haproxy.cfg\n"
            "  tiersim import /etc/haproxy/haproxy.cfg -o site.json\n\n"
            "Exit code: 0 accepted, 2 refused.");
    }

    void add_settings(CLI::App& sub)
    {
        sub.add_option_function<std::vector<std::string>>(
               "--set", [this](const auto& settings) { append(settings); }, about_set)
            ->type_name("PATH=VALUE")
            ->allow_extra_args(false);
    }

    void add_manner(CLI::App& sub)
    {
        add_choice(sub, "--format", options_.format,
                   {{"text", command::Format::text}, {"json", command::Format::json}},
                   "text for people, json for machines.");
        sub.add_flag("--quiet,-q", options_.quiet, "Only what is not as it should be.");
    }

    void add_run()
    {
        auto* run = add("run", about_run);
        run->get_option("FILE")->required();
        add_plan(*run, "--seed", "seed", "NUMBER", "Decides all that is random.");
        add_plan(*run, "--duration", "duration", "TIME", "Simulated time, as 10min.");
        add_plan(*run, "--warmup", "warmup", "TIME", "Its first part, which is not counted.");
        add_plan(*run, "--replications", "replications", "NUMBER",
                 "Independent runs, for narrower intervals.");
        run->add_option("--threads", options_.threads,
                        "For replications; 0: one for each core. Changes no result.")
            ->type_name("NUMBER");
        run->add_option("--out", options_.folder,
                        "Writes report.txt, result.json and timeline.csv here; of several\n"
                        "scenarios, each to a folder of its name.")
            ->type_name("DIR");
        run->add_option("--haproxy-log", options_.haproxy_log,
                        "Writes what the site's HAProxies log (option httplog), of the first\n"
                        "replication; of several scenarios one after the other.")
            ->type_name("FILE");
        run->add_option("--haproxy-notices", options_.haproxy_notices,
                        "Writes what they say of their servers, up or down, to the millisecond.")
            ->type_name("FILE");
        add_colour(*run);
        run->footer(std::string{"Examples:\n"
                                "  tiersim run scenarios/scale-up.json\n"
                                "  tiersim run my-site.json --set faults.0.lasts=30s --set "
                                "run.replications=20\n\n"} +
                    exit_codes);
    }

    void add_colour(CLI::App& sub)
    {
        add_choice(sub, "--color", options_.colour,
                   {{"auto", command::Colour::automatic},
                    {"always", command::Colour::always},
                    {"never", command::Colour::never}},
                   "Colours the text; auto: on a terminal that can show it.");
    }

    /// An option with a few words to choose from.
    template <class Choice>
    static void add_choice(CLI::App& sub, const std::string& option, Choice& chosen,
                           const std::vector<std::pair<std::string, Choice>>& choices,
                           const std::string& what)
    {
        std::string words;
        for (const auto& [word, choice] : choices)
            words += (words.empty() ? "" : "|") + word;
        const auto choose = [option, &chosen, choices, words](const std::string& value) {
            for (const auto& [word, choice] : choices) {
                if (word != value) continue;
                chosen = choice;
                return;
            }
            throw CLI::ValidationError{option, "expected " + words + ", got " + value};
        };
        sub.add_option_function<std::string>(option, choose, what)->type_name(words);
    }

    /// An option for a member of `run`, which may stand in the file as well.
    void add_plan(CLI::App& run, const std::string& option, const std::string& member,
                  const std::string& type, const std::string& what)
    {
        run.add_option_function<std::string>(
               option,
               [this, member](const auto& value) { append({"run." + member + "=" + value}); }, what)
            ->type_name(type);
    }

    void append(const std::vector<std::string>& settings)
    {
        options_.settings.insert(options_.settings.end(), settings.begin(), settings.end());
    }

    Options options_;
    CLI::App app_{about, "tiersim"};
};

/// Whether the first word may be a command; otherwise says what was meant.
bool is_command(const std::string& word)
{
    const auto& known = command::names();
    if (word.starts_with("-")) return true;
    if (std::find(known.begin(), known.end(), word) != known.end()) return true;
    auto meant = tiersim::nearest(word, known);
    if (std::filesystem::exists(word)) meant = "run " + word;
    fmt::print(stderr, "tiersim: there is no command \"{}\"{}\n  commands: {}\n", word,
               meant.empty() ? "" : "; did you mean \"tiersim " + meant + "\"?",
               fmt::join(known, ", "));
    return false;
}

}  // namespace

int main(int count, char** words)
{
    if (count > 1 && !is_command(words[1])) return command::bad_input;
    Line line;
    try {
        return command::execute(line.parse(count, words));
    } catch (const CLI::ParseError& error) {
        return line.say(error, {words + 1, words + count});
    } catch (const std::exception& error) {
        fmt::print(stderr, "tiersim: {}\n", error.what());
        return command::bad_input;
    }
}
