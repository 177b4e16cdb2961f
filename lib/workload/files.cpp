// SPDX-License-Identifier: MIT
/// From lines to arrivals and values, and a fair report on the lines that were none.
#include "tiersim/workload/files.hpp"

#include "workload/number_text.hpp"
#include "workload/text_file.hpp"
#include "workload/trace_rows.hpp"

#include <algorithm>

namespace tiersim {

namespace {

// The first few problems of a file in full, the others as a number.
class Report {
public:
    Report(std::string path, std::vector<std::string>& problems)
        : path_{std::move(path)}, problems_{&problems}
    {
    }

    void tell(const std::string& problem) { problems_->push_back(path_ + ": " + problem); }

    void tell(std::size_t line, const std::string& problem)
    {
        constexpr std::size_t in_full = 5;
        if (++lines_ <= in_full)
            problems_->push_back(path_ + ":" + std::to_string(line) + ": " + problem);
        else
            ++more_;
    }

    void close()
    {
        if (more_ > 0) tell("and " + std::to_string(more_) + " more lines like these");
    }

private:
    std::string path_;
    std::vector<std::string>* problems_;
    std::size_t lines_ = 0;
    std::size_t more_ = 0;
};

std::vector<Trace::Arrival> read_rows(const Trace& description, TextFile& file, Report& report)
{
    std::string line;
    if (!file.next(line)) {
        if (file.problem().empty())
            report.tell("is empty; expected a line with the names of columns");
        return {};
    }
    std::vector<std::string> missing;
    const TraceColumns columns{description, line, missing};
    for (const auto& problem : missing)
        report.tell(problem);
    if (!columns.usable()) return {};
    std::vector<Trace::Arrival> arrivals;
    while (file.next(line)) {
        if (trimmed(line).empty()) continue;
        std::string problem;
        if (const auto arrival = columns.read(line, problem)) arrivals.push_back(*arrival);
        if (!problem.empty()) report.tell(file.line_number(), problem);
    }
    return arrivals;
}

bool is_whole_second(const Trace::Arrival& arrival)
{
    return arrival.at % std::chrono::seconds{1} == Duration{0};
}

// The k-th of n arrivals of one second comes in the middle of the k-th of n equal parts of it.
void spread_over_seconds(std::vector<Trace::Arrival>& arrivals)
{
    for (auto first = arrivals.begin(); first != arrivals.end();) {
        const Duration second = first->at;
        const auto end = std::find_if(first, arrivals.end(),
                                      [&](const auto& arrival) { return arrival.at != second; });
        const auto halves = 2 * (end - first);
        for (std::int64_t k = 1; first != end; ++first, k += 2)
            first->at = second + std::chrono::nanoseconds{1'000'000'000} * k / halves;
    }
}

void begin_at_zero(std::vector<Trace::Arrival>& arrivals, bool spread)
{
    std::stable_sort(arrivals.begin(), arrivals.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    if (arrivals.empty()) return;
    const Duration zero = arrivals.front().at;
    const bool whole = std::all_of(arrivals.begin(), arrivals.end(), is_whole_second);
    for (auto& arrival : arrivals)
        arrival.at -= zero;
    if (spread && whole) spread_over_seconds(arrivals);
}

}  // namespace

Trace read_trace(Trace description, const std::string& path, std::vector<std::string>& problems)
{
    Report report{path, problems};
    TextFile file{path};
    description.arrivals = read_rows(description, file, report);
    begin_at_zero(description.arrivals, description.spread);
    report.close();
    if (!file.problem().empty()) report.tell(file.problem());
    return description;
}

Trace read_trace(Trace description, std::vector<std::string>& problems)
{
    if (description.file.empty()) return description;
    const std::string path = description.file;
    return read_trace(std::move(description), path, problems);
}

Empirical read_values(Empirical description, const std::string& path,
                      std::vector<std::string>& problems)
{
    Report report{path, problems};
    TextFile file{path};
    description.values.clear();
    std::string line;
    while (file.next(line)) {
        const std::string_view text = trimmed(std::string_view{line}.substr(0, line.find('#')));
        if (text.empty()) continue;
        const auto value = parse_length(text);
        if (value && *value >= Duration{0})
            description.values.push_back(*value);
        else
            report.tell(file.line_number(),
                        "expected a duration such as \"250ms\" or a number of "
                        "seconds, not negative, got \"" +
                            std::string{text} + "\"; left out");
    }
    report.close();
    if (!file.problem().empty())
        report.tell(file.problem());
    else if (description.values.empty())
        report.tell("holds no value");
    return description;
}

Empirical read_values(Empirical description, std::vector<std::string>& problems)
{
    if (description.file.empty()) return description;
    const std::string path = description.file;
    return read_values(std::move(description), path, problems);
}

}  // namespace tiersim
