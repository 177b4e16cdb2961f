// SPDX-License-Identifier: MIT
/// The names of what figures are counted on.
#include "report/key.hpp"

#include <array>

namespace tiersim::report {

std::string_view basis_name(Basis basis)
{
    static constexpr std::array<std::string_view, 6> names{
        "", "per request", "per attempt", "per call", "time average", "per fault"};
    return names[static_cast<std::size_t>(basis)];
}

}  // namespace tiersim::report
