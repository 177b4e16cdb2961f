// SPDX-License-Identifier: MIT
/// The version of this library; a result can only be repeated with the version that made it.
#pragma once

#include <string_view>

namespace tiersim {

/// Of the library that is linked, such as "0.1.0".
std::string_view version();

}  // namespace tiersim
