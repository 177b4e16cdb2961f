// SPDX-License-Identifier: MIT
/// The command `tiersim run`: runs scenarios, reports, and says whether promises were kept.
#include "commands.hpp"
#include "progress.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/report/csv.hpp"
#include "tiersim/report/json.hpp"
#include "tiersim/report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>

namespace command {

namespace {

/// The scenario of a file; its warnings are told, unless quiet.
tiersim::Scenario scenario_of(const std::string& file, const Options& options)
{
    auto reading = tiersim::read_with_warnings(file, options.settings);
    if (!options.quiet && !reading.warnings.empty())
        fmt::print(stderr, "{}\n", to_text(reading.warnings));
    return std::move(reading.scenario);
}

std::string_view word_of(tiersim::Verdict verdict)
{
    switch (verdict) {
        case tiersim::Verdict::met: return "kept";
        case tiersim::Verdict::missed: return "not kept";
        case tiersim::Verdict::undecided: return "undecided";
    }
    return {};
}

/// The promises that were not clearly kept, one a line.
std::string short_of(const std::string& file, const tiersim::Result& result)
{
    std::string text = file + (result.kept() ? ": all promises kept\n" : ": not as promised\n");
    for (const auto& promise : result.expectations)
        if (promise.verdict != tiersim::Verdict::met)
            text += fmt::format("  {}: {}\n", word_of(promise.verdict), promise.text);
    return text;
}

/// Prints reports one after the other; of several files, those in JSON as one list.
class Printer {
public:
    explicit Printer(const Options& options) : options_{&options} {}

    void print(const std::string& file, const tiersim::Result& result)
    {
        const tiersim::TextStyle style{.colour = is_coloured(*options_, 1), .utf8 = shows_utf8()};
        if (options_->format == Format::json)
            fmt::print("{}{}", is_list() ? begun_ ? ",\n" : "[\n" : "", json_report(result));
        else if (options_->quiet)
            fmt::print("{}", short_of(file, result));
        else
            fmt::print("{}{}", begun_ ? "\n\n" : "", text_report(result, style));
        begun_ = true;
    }

    void finish() const
    {
        if (is_list()) fmt::print("{}", begun_ ? "]\n" : "[]\n");
    }

private:
    bool is_list() const { return options_->format == Format::json && options_->files.size() > 1; }

    const Options* options_;
    bool begun_ = false;
};

void write(const std::filesystem::path& file, const std::string& text)
{
    std::ofstream stream{file, std::ios::binary};
    stream << text;
    if (!stream.flush()) throw std::runtime_error{"cannot write " + file.string()};
}

/// The report in all its forms; of several scenarios each in a folder of its name. No file is named
/// like the scenario's, which may be in the same folder.
void keep(const std::string& file, const tiersim::Result& result, const Options& options)
{
    if (options.folder.empty()) return;
    std::filesystem::path folder{options.folder};
    if (options.files.size() > 1) folder /= std::filesystem::path{file}.stem();
    std::filesystem::create_directories(folder);
    write(folder / "report.txt", text_report(result));
    write(folder / "result.json", json_report(result));
    write(folder / "timeline.csv", timeline_csv(result));
}

/// Where HAProxies write to; nowhere unless it is asked for.
class LogFile {
public:
    explicit LogFile(const std::string& file) : file_{file}
    {
        if (!file_.empty()) stream_.open(file_, std::ios::binary);
    }

    /// For what has the shape of a log's line.
    template <typename Line>
    std::function<void(const Line&)> sink()
    {
        if (file_.empty()) return {};
        return [this](const Line& line) { stream_ << to_syslog(line) << '\n'; };
    }

    void finish()
    {
        if (!file_.empty() && !stream_.flush())
            throw std::runtime_error{"cannot write " + file_.string()};
    }

private:
    std::filesystem::path file_;
    std::ofstream stream_;
};

/// What HAProxies write.
struct Logs {
    LogFile requests;
    LogFile notices;
};

int run_file(const std::string& file, const Options& options, Printer& printer, Logs& logs)
{
    using tiersim::haproxy::LogRecord;
    using tiersim::haproxy::Notice;
    const auto scenario = scenario_of(file, options);
    Progress progress{file, !options.quiet && is_terminal(2)};
    const auto result = tiersim::simulate(scenario,
                                          {.threads = options.threads,
                                           .progress = [&](double share) { progress.show(share); },
                                           .haproxy_log = logs.requests.sink<LogRecord>(),
                                           .haproxy_notices = logs.notices.sink<Notice>()});
    logs.requests.finish();
    logs.notices.finish();
    progress.clear();
    keep(file, result, options);
    printer.print(file, result);
    return result.kept() ? met : missed;
}

}  // namespace

int run(const Options& options)
{
    Printer printer{options};
    Logs logs{LogFile{options.haproxy_log}, LogFile{options.haproxy_notices}};
    int worst = met;
    for (const auto& file : options.files) {
        try {
            worst = std::max(worst, run_file(file, options, printer, logs));
        } catch (const tiersim::ScenarioError& error) {
            fmt::print(stderr, "{}\n", error.what());
            worst = bad_input;
        }
    }
    printer.finish();
    return worst;
}

}  // namespace command
