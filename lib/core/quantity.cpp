// SPDX-License-Identifier: MIT
/// The checks that keep a rate and a share in their ranges.
#include "tiersim/core/quantity.hpp"

#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string>

namespace tiersim {

Rate Rate::per_second(double per_second)
{
    if (!(per_second >= 0.0) || !std::isfinite(per_second))
        throw std::invalid_argument{"a rate is a finite number of events per second, not negative"};
    Rate rate;
    rate.per_second_ = per_second;
    return rate;
}

Probability Probability::of(double share)
{
    if (!(share >= 0.0 && share <= 1.0))
        throw std::invalid_argument{"a share lies between 0 and 1"};
    Probability probability;
    probability.value_ = share;
    return probability;
}

namespace literals {

// The decimal point moves in the text: divided by 100 the nearest double to 99.9 is not 0.999.
Probability operator""_percent(const char* digits)
{
    std::string text;
    for (const char* at = digits; *at != '\0'; ++at)
        if (*at != '\'') text += *at;
    text += "e-2";
    double share = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), share);
    if (read.ptr != text.data() + text.size())
        throw std::invalid_argument{"a share in percent is written like 99.9_percent"};
    return Probability::of(share);
}

}  // namespace literals

}  // namespace tiersim
