// SPDX-License-Identifier: MIT
/// What a table is made of; that none forgets a member is asserted beside each of them.
#include "scenario/table.hpp"

namespace tiersim::table {

static_assert(is_variant<std::variant<int>> && !is_variant<int>);
static_assert(count_members<Title>() == 2);

}  // namespace tiersim::table
