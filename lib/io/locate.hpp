// SPDX-License-Identifier: MIT
/// Where in a file the member of a scenario stands that a problem is about, short forms and
/// left-out members included.
#pragma once

#include "io/json.hpp"

#include <string>

namespace tiersim::json {

/// A place in the text and the pointer to it.
struct Located {
    Origin origin{};
    std::string pointer{};
};

/// The value that stands for `pointer`, or the nearest one around it. The pointer goes by the
/// members of structs; a step that a short form leaves out is passed over.
Located locate(const Value& root, const std::string& pointer);

}  // namespace tiersim::json
