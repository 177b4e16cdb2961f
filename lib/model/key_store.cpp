// SPDX-License-Identifier: MIT
/// How keys come and go, and which are asked for.
#include "model/key_store.hpp"

#include "tiersim/core/math.hpp"

#include <algorithm>
#include <cassert>

namespace tiersim {

KeyStore::KeyStore(std::uint64_t keys, std::uint64_t capacity, Duration ttl)
    : entries_(keys), capacity_{capacity}, ttl_{ttl}
{
}

bool KeyStore::find(std::uint32_t key, Instant at)
{
    Entry& entry = entries_[key];
    if (!entry.held) return false;
    unlink(key);
    if (entry.until <= at) return false;
    link_newest(key);
    return true;
}

void KeyStore::store(std::uint32_t key, Instant at)
{
    if (capacity_ == 0) return;
    if (entries_[key].held) unlink(key);
    if (size_ == capacity_) unlink(oldest_);
    entries_[key].until = ttl_ > Duration{0} ? at + ttl_ : never;
    link_newest(key);
}

void KeyStore::clear()
{
    for (Entry& entry : entries_)
        entry = Entry{};
    size_ = 0;
    newest_ = oldest_ = none;
}

void KeyStore::unlink(std::uint32_t key)
{
    Entry& entry = entries_[key];
    (entry.newer == none ? newest_ : entries_[entry.newer].older) = entry.older;
    (entry.older == none ? oldest_ : entries_[entry.older].newer) = entry.newer;
    entry.held = false;
    --size_;
}

void KeyStore::link_newest(std::uint32_t key)
{
    Entry& entry = entries_[key];
    entry.newer = none;
    entry.older = newest_;
    (newest_ == none ? oldest_ : entries_[newest_].newer) = key;
    newest_ = key;
    entry.held = true;
    ++size_;
}

Zipf::Zipf(std::uint64_t keys, double exponent) : cumulative_(keys)
{
    assert(keys > 0);
    double sum = 0.0;
    for (std::uint64_t k = 0; k < keys; ++k)
        cumulative_[k] = sum += portable::pow(static_cast<double>(k + 1), -exponent);
    for (double& share : cumulative_)
        share /= sum;
}

std::uint32_t Zipf::rank(double unit) const
{
    const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), unit);
    const auto rank = static_cast<std::uint32_t>(found - cumulative_.begin());
    return std::min(rank, static_cast<std::uint32_t>(cumulative_.size() - 1));
}

}  // namespace tiersim
