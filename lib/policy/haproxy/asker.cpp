// SPDX-License-Identifier: MIT
/// A request is handed over for every choice, so it is no more than a few words.
#include "tiersim/policy/haproxy/asker.hpp"

namespace tiersim::haproxy {

static_assert(sizeof(Asker) <= 3 * sizeof(std::size_t));

}  // namespace tiersim::haproxy
