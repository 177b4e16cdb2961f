// SPDX-License-Identifier: MIT
/// How tallies are added up.
#include "model/books.hpp"

namespace tiersim {

void Tally::merge(const Tally& other)
{
    offered += other.offered;
    answered += other.answered;
    good += other.good;
    failed += other.failed;
    attempts += other.attempts;
    bytes += other.bytes;
    latency.merge(other.latency);
}

Moment& Moment::operator+=(const Moment& other)
{
    offered += other.offered;
    answered += other.answered;
    good += other.good;
    failed += other.failed;
    attempts += other.attempts;
    return *this;
}

}  // namespace tiersim
