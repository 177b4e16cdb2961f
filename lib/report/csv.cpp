// SPDX-License-Identifier: MIT
/// Tidy rows, the numbers as in the JSON report.
#include "tiersim/report/csv.hpp"

#include "report/result_value.hpp"

namespace tiersim {

namespace {

using report::Key;

std::string field(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text)
        quoted += letter == '"' ? std::string{"\"\""} : std::string{letter};
    return quoted + '"';
}

// The rows of one step: all its figures but the instant.
template <class Point>
void add_rows(std::string& out, const std::string& subject, const Point& point)
{
    const auto at = report::exact_seconds(point.at.time_since_epoch());
    const auto add = [&](const Key& key, auto figure) {
        const auto value = report::value_of(key, std::invoke(figure, point));
        if (key.name == "at_s" || value.type == json::Type::null) return;
        out += at + ',' + subject + ',' + std::string{key.name} + ',' + std::string{key.unit} +
               ',' + value.text + '\n';
    };
    describe(report::Of<Point>{}, add);
}

}  // namespace

std::string timeline_csv(const Result& result)
{
    std::string out = "at_s,of,name,figure,unit,value\n";
    for (const auto& population : result.populations)
        for (const auto& point : population.timeline)
            add_rows(out, "population," + field(population.name), point);
    for (const auto& node : result.nodes)
        for (const auto& point : node.timeline)
            add_rows(out, "node," + field(node.name), point);
    return out;
}

}  // namespace tiersim
