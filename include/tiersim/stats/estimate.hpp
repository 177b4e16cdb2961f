// SPDX-License-Identifier: MIT
/// A number and its doubt: no figure is reported without its interval, or the reason why it has none.
#pragma once

#include <string>

namespace tiersim {

/// An estimate with its 95 % confidence interval. The unit is that of the quantity: seconds, requests a second, a share.
struct Estimate {
    double value = 0.0;
    double low = 0.0;    ///< Ends of the interval; meaningless while `doubt` is not empty.
    double high = 0.0;
    std::string doubt{}; ///< Why there is no interval; empty: there is one.

    bool has_interval() const { return doubt.empty(); }
    double half_width() const { return (high - low) / 2.0; }
    friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// `value` without an interval, because of `doubt`.
Estimate without_interval(double value, std::string doubt);

/// `value` with the interval `half_width` to both sides.
Estimate within(double value, double half_width);

}  // namespace tiersim
