// SPDX-License-Identifier: MIT
/// Questions to a result.
#include "tiersim/experiment/result.hpp"

#include <algorithm>

namespace tiersim {

bool Result::kept() const
{
    return std::none_of(expectations.begin(), expectations.end(), [](const auto& expectation) {
        return expectation.verdict == Verdict::missed;
    });
}

}  // namespace tiersim
