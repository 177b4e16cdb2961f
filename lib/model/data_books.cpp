// SPDX-License-Identifier: MIT
/// Nothing but numbers.
#include "model/data_books.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_trivially_copyable_v<DataBooks>);

}  // namespace tiersim
