// SPDX-License-Identifier: MIT
/// Looks for traces, observed values and configurations of HAProxy in all members of a scenario by
/// their tables.
#include "io/named_files.hpp"

#include "scenario/table_scenario.hpp"
#include "tiersim/io/haproxy_config.hpp"
#include "tiersim/workload/files.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace tiersim::json {

namespace {

/// Goes through a scenario with the pointer of where it is.
class Loader {
public:
    explicit Loader(const std::filesystem::path& folder) : folder_{folder} {}

    std::vector<Problem> take() { return std::move(problems_); }

    template <class T>
    void load(T& value)
    {
        if constexpr (table::is_optional<T>) {
            if (value) load(*value);
        } else if constexpr (table::is_vector<T>) {
            for (std::size_t i = 0; i < value.size(); ++i)
                below(std::to_string(i), value[i]);
        } else if constexpr (table::Choice<T>) {
            std::visit([&](auto& chosen) { load_chosen(chosen); }, value);
        } else if constexpr (table::Struct<T>) {
            const auto member = [&](std::string_view name, auto place, auto, auto) {
                below(name, value.*place);
            };
            describe(table::Of<T>{}, member);
        }
    }

    void load(std::vector<double>& /*values*/) {}
    void load(std::vector<Duration>& /*values*/) {}
    void load(std::vector<std::string>& /*values*/) {}
    void load(std::vector<std::uint32_t>& /*values*/) {}
    void load(std::vector<Trace::Arrival>& /*values*/) {}
    void load(Step& step) { load(step.does); }

    void load(Trace& trace)
    {
        if (trace.file.empty()) return;
        std::vector<std::string> said;
        const auto path = (folder_ / trace.file).string();
        trace = read_trace(std::move(trace), path, said);
        note(said, trace.arrivals.empty());
    }

    void load(Empirical& law)
    {
        if (law.file.empty()) return;
        std::vector<std::string> said;
        const auto path = (folder_ / law.file).string();
        law = read_values(std::move(law), path, said);
        note(said, law.values.empty());
    }

    void load(Haproxy& tier)
    {
        if (tier.file.empty()) return;
        const auto path = (folder_ / tier.file).string();
        const auto import = haproxy::read_haproxy_config(path);
        for (const auto& finding : import.findings)
            note(tier.file, finding);
        tier.config = import.config;
    }

private:
    /// What was found in a line of another file. Files that HAProxy would need are not needed here.
    void note(const std::string& file, const haproxy::Finding& finding)
    {
        using haproxy::FindingKind;
        if (finding.kind == FindingKind::missing_file) return;
        const bool bad = finding.kind == FindingKind::refused ||
                         finding.kind == FindingKind::undecided;
        const std::string line = finding.line > 0 ? ":" + std::to_string(finding.line) : "";
        const std::string keyword = finding.keyword.empty() ? "" : finding.keyword + ": ";
        problems_.push_back({.severity = bad ? Severity::error : Severity::warning,
                             .pointer = pointer_ + "/file",
                             .says = file + line + ": " + keyword + finding.says,
                             .suggestion = finding.suggestion});
    }

    template <class T>
    void below(std::string_view step, T& value)
    {
        const auto length = pointer_.size();
        pointer_.append("/").append(step);
        load(value);
        pointer_.resize(length);
    }

    template <class T>
    void load_chosen(T& chosen)
    {
        if constexpr (table::Titled<T>) below(title(table::Of<T>{}).name, chosen);
    }

    void note(const std::vector<std::string>& said, bool nothing)
    {
        const auto severity = nothing ? Severity::error : Severity::warning;
        for (const auto& sentence : said)
            problems_.push_back(
                {.severity = severity, .pointer = pointer_ + "/file", .says = sentence});
        if (nothing && said.empty())
            problems_.push_back({.pointer = pointer_ + "/file", .says = "the file is empty"});
    }

    const std::filesystem::path& folder_;
    std::string pointer_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> read_named_files(Scenario& scenario, const std::filesystem::path& folder)
{
    Loader loader{folder};
    loader.load(scenario);
    return loader.take();
}

}  // namespace tiersim::json
