// SPDX-License-Identifier: MIT
/// Entries live from their last use on; a full table drops those that would expire first.
#include "model/haproxy/table.hpp"

namespace tiersim::haproxy {

std::string Table::cut(const std::string& key) const
{
    return config_->type == KeyType::string ? key.substr(0, config_->key_length) : key;
}

void Table::renew(const std::string& key, Entry& entry, Millis now)
{
    ends_.erase({entry.expires, key});
    entry.expires = config_->expire ? now + millis(*config_->expire) : no_time;
    ends_.insert({entry.expires, key});
}

void Table::drop_first()
{
    entries_.erase(ends_.begin()->second);
    ends_.erase(ends_.begin());
}

void Table::purge(Millis now)
{
    while (!ends_.empty() && ends_.begin()->first <= now)
        drop_first();
}

Entry* Table::find(const std::string& long_key, Millis now)
{
    purge(now);
    const std::string key = cut(long_key);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return nullptr;
    renew(key, found->second, now);
    return &found->second;
}

const Entry* Table::look(const std::string& key, Millis now) const
{
    const auto found = entries_.find(cut(key));
    return found == entries_.end() || found->second.expires <= now ? nullptr : &found->second;
}

Entry* Table::keep(const std::string& key, Millis now)
{
    if (Entry* const known = find(key, now)) return known;
    if (entries_.size() >= config_->size) {
        if (config_->nopurge) return nullptr;
        for (std::uint64_t i = 0; i <= config_->size / 256 && !ends_.empty(); ++i)
            drop_first();
    }
    Entry& entry = entries_[cut(key)];
    for (const StoredCounter& stored : config_->store)
        if (stored.period > Duration{0})
            entry.rates.emplace(stored.counter, FrequencyCounter{millis(stored.period)});
    renew(cut(key), entry, now);
    return &entry;
}

std::size_t Table::used(Millis now)
{
    purge(now);
    return entries_.size();
}

void Table::count(Entry& entry, Counter counter, Counter rate, Millis now)
{
    ++entry.counts[static_cast<std::size_t>(counter)];
    const auto found = entry.rates.find(rate);
    if (found != entry.rates.end()) found->second.add(now);
}

}  // namespace tiersim::haproxy
