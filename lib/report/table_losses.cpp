// SPDX-License-Identifier: MIT
/// No figure of losses is left out.
#include "report/table_losses.hpp"

namespace tiersim::report {

static_assert(names_all_members<LossResult>());
static_assert(names_all_members<OutageResult>());
static_assert(names_all_members<DowntimeResult>());
static_assert(names_all_members<BudgetResult>());

}  // namespace tiersim::report
