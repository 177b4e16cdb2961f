// SPDX-License-Identifier: MIT
/// No figure of a result is left out; its fingerprint is shown by its digits.
#include "report/table_result.hpp"

namespace tiersim::report {

static_assert(names_all_members<Expect>());
static_assert(names_all_members<ExpectationResult>());
static_assert(names_all_members<Result>(1));

}  // namespace tiersim::report
