// SPDX-License-Identifier: MIT
/// Optimal string alignment distance (Damerau 1964) and how much of it still counts as a slip.
#include "tiersim/core/nearest.hpp"

#include <algorithm>
#include <vector>

namespace tiersim {

namespace {

using Row = std::vector<std::size_t>;

/// The last three rows of the table of distances between beginnings of `a` and `b`.
std::size_t slips(std::string_view a, std::string_view b)
{
    Row before(b.size() + 1);
    Row above(b.size() + 1);
    Row row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view typed, std::span<const std::string> known)
{
    constexpr std::size_t longest = 64;  // nobody mistypes more than this in one name
    if (typed.size() > longest) return {};
    std::string best;
    std::size_t fewest = typed.size() / 3 + 2;  // from here on it is another word
    if (typed.size() <= 2) fewest = 2;
    for (const auto& name : known) {
        if (name.size() > longest) continue;
        const auto count = slips(typed, name);
        if (count >= fewest || count >= name.size()) continue;
        fewest = count;
        best = name;
    }
    return best;
}

}  // namespace tiersim
