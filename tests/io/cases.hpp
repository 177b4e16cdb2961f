// SPDX-License-Identifier: MIT
/// The table of good and bad scenario files in tests/io/cases.
#pragma once

#include <string>
#include <vector>

namespace cases {

/// One file, and who should refuse it.
struct Case {
    std::string name{};
    std::string text{};
    bool good = true;         ///< Can be read.
    bool schema_good = true;  ///< The schema accepts it.
};

/// All cases, in the order of the table.
std::vector<Case> all();

}  // namespace cases
