// SPDX-License-Identifier: MIT
/// The version as the build knows it.
#include "tiersim/core/version.hpp"

namespace tiersim {

std::string_view version() { return TIERSIM_VERSION; }

}  // namespace tiersim
