// SPDX-License-Identifier: MIT
/// How a text looks on a terminal: tones, signs, and how many columns it takes.
#pragma once

#include "report/figure.hpp"
#include "tiersim/report/text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tiersim::report {

/// What a colour says.
enum class Tone : std::uint8_t { plain, strong, good, bad, unsure, faint };

/// Writes in tones, or plainly when colours are off.
class Ink {
public:
    explicit Ink(const TextStyle& style);

    std::string paint(std::string_view text, Tone tone) const;
    const Signs& signs() const { return signs_; }
    bool utf8() const { return utf8_; }

    /// `columns` of a line.
    std::string rule(std::size_t columns) const;
    /// A bar of `columns`, filled from the left by `share`.
    std::string bar(double share, std::size_t columns) const;

    /// The sign for `level`: 0 for nothing, 1 to 8 for what there is.
    std::string_view level(std::size_t level) const;

private:
    bool colour_;
    bool utf8_;
    Signs signs_{};
};

/// The columns that a text takes, escapes aside; each character takes one.
std::size_t columns_of(std::string_view text);

/// The first `columns` of a text that has no escapes; its end becomes `ellipsis` when it is longer.
std::string shortened(std::string_view text, std::size_t columns, std::string_view ellipsis);

}  // namespace tiersim::report
