// SPDX-License-Identifier: MIT
/// The report for programs and its schema.
#include "tiersim/report/json.hpp"

#include "report/result_schema.hpp"
#include "report/result_value.hpp"

namespace tiersim {

std::string json_report(const Result& result)
{
    return json::print(report::value_of(report::Key{}, result));
}

std::string result_schema() { return json::print(report::ResultSchema{}.write()); }

}  // namespace tiersim
