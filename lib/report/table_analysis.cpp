// SPDX-License-Identifier: MIT
/// No figure of an analysis is left out.
#include "report/table_analysis.hpp"

namespace tiersim::report {

static_assert(names_all_members<AnalysedPart>());
static_assert(names_all_members<PartImportance>());
static_assert(names_all_members<ServiceAnalysis>());
static_assert(names_all_members<Bound>());
static_assert(names_all_members<Utilisation>());
static_assert(names_all_members<AbsenceAnalysis>());
static_assert(names_all_members<Acquaintance>());
static_assert(names_all_members<Analysis>());

}  // namespace tiersim::report
