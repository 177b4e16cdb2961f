// SPDX-License-Identifier: MIT
/// The timeline of plain counts, compiled once.
#include "tiersim/stats/timeline.hpp"

namespace tiersim {

template class Timeline<std::uint64_t>;

}  // namespace tiersim
