// SPDX-License-Identifier: MIT
/// The mean of one long run with its interval: batches that are long enough to forget each other.
#pragma once

#include "tiersim/stats/interval.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tiersim {

/// Takes any number of observations in the memory of 40: when all batches are full, neighbours are
/// joined and the batches are twice as long from there on. So there are always 20 to 39 of them.
class BatchMeans {
public:
    void add(double observation)
    {
        open_ += observation;
        if (++in_open_ == length_) [[unlikely]]
            close();
    }

    /// Observations so far.
    std::uint64_t count() const { return batches_ * length_ + in_open_; }
    /// Full batches, and the observations in each.
    std::size_t batches() const { return batches_; }
    std::uint64_t length() const { return length_; }

    /// The mean of all observations. Its interval comes from the full batches, by Student's t;
    /// there is none while there are fewer than 20 or while they still move together.
    Estimate mean(Probability confidence = usual_confidence()) const;

private:
    static constexpr std::size_t slots = 40;
    void close();

    std::array<double, slots> sums_{};
    std::size_t batches_ = 0;
    std::uint64_t length_ = 1;
    double open_ = 0.0;
    std::uint64_t in_open_ = 0;
};

/// The mean of a series cut into `batches` of equal length, the rest at its end left out, with
/// Student's interval.
Estimate batch_means(std::span<const double> series, std::size_t batches,
                     Probability confidence = usual_confidence());

/// The mean of a series with the interval from all its batches of `length`, overlapping (Meketon &
/// Schmeiser 1984); its variance is two thirds of that of batch_means.
Estimate overlapping_batch_means(std::span<const double> series, std::size_t length,
                                 Probability confidence = usual_confidence());

/// The variance of the mean of a series, by the same.
double overlapping_variance(std::span<const double> series, std::size_t length);

/// Whether neighbours in `means` move together so much that chance would do it once in ten times
/// (von Neumann's ratio; Fishman 1978). False for fewer than three.
bool move_together(std::span<const double> means);

}  // namespace tiersim
