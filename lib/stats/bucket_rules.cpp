// SPDX-License-Identifier: MIT
/// Keys by logarithm, and keys by clearing low bits.
#include "tiersim/stats/bucket_rules.hpp"

#include "tiersim/core/math.hpp"

#include <bit>
#include <cassert>
#include <cmath>

namespace tiersim {

SketchBuckets::SketchBuckets(double error)
    : gamma_{(1.0 + error) / (1.0 - error)}, log_gamma_{portable::log(gamma_)}
{
    assert(error > 0.0 && error < 1.0);
}

std::int64_t SketchBuckets::key(double value) const
{
    assert(value > 0.0);
    return static_cast<std::int64_t>(std::ceil(portable::log(value) / log_gamma_));
}

double SketchBuckets::middle(std::int64_t key) const
{
    return 2.0 * portable::pow(gamma_, static_cast<double>(key)) / (gamma_ + 1.0);
}

// Twice as many buckets as the digits can tell apart, up to a power of two.
HdrBuckets::HdrBuckets(unsigned digits)
{
    assert(digits >= 1 && digits <= 5);
    std::uint64_t values = 2;
    for (unsigned i = 0; i < digits; ++i)
        values *= 10;
    bits_ = static_cast<unsigned>(std::bit_width(values - 1));
}

std::uint64_t HdrBuckets::low(std::uint64_t value) const
{
    return value >> shift(value) << shift(value);
}

std::uint64_t HdrBuckets::high(std::uint64_t value) const
{
    return low(value) + ((std::uint64_t{1} << shift(value)) - 1);
}

unsigned HdrBuckets::shift(std::uint64_t value) const
{
    const auto width = static_cast<unsigned>(std::bit_width(value));
    return width > bits_ ? width - bits_ : 0;
}

}  // namespace tiersim
