// SPDX-License-Identifier: MIT
/// The report for programs and its schema.
#include "tiersim/report/json.hpp"

#include "report/result_printer.hpp"
#include "report/result_schema.hpp"

namespace tiersim {

std::string json_report(const Result& result)
{
    std::string text;
    report::ResultPrinter{text}.print(report::Key{}, result, 0, 0);
    return text + '\n';
}

std::string result_schema() { return json::print(report::ResultSchema{}.write<Result>()); }

std::string json_report(const Analysis& analysis)
{
    std::string text;
    report::ResultPrinter{text}.print(report::Key{}, analysis, 0, 0);
    return text + '\n';
}

std::string analysis_schema() { return json::print(report::ResultSchema{}.write<Analysis>()); }

}  // namespace tiersim
