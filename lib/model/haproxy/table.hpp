// SPDX-License-Identifier: MIT
/// A stick table: which server a key belongs to, and what was counted for it.
#pragma once

#include "model/haproxy/rates.hpp"
#include "tiersim/scenario/haproxy.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tiersim::haproxy {

/// What is kept for a key.
struct Entry {
    std::uint32_t server = 0;  ///< Its id; 0: none.
    Millis expires = no_time;
    std::array<std::uint64_t, 20> counts{};       ///< By Counter.
    std::map<Counter, FrequencyCounter> rates{};  ///< Those that the table stores.
};

class Table {
public:
    explicit Table(const StickTable& config) : config_{&config} {}

    const std::string& name() const { return config_->name; }
    /// The entry of a key, whose life begins anew; nullptr: there is none.
    Entry* find(const std::string& key, Millis now);
    /// The same without a touch.
    const Entry* look(const std::string& key, Millis now) const;
    /// The entry of a key, new if need be; nullptr when the table is full and drops nothing.
    Entry* keep(const std::string& key, Millis now);
    std::size_t used(Millis now);

    /// One more of a counter and of the rate that goes with it.
    static void count(Entry& entry, Counter counter, Counter rate, Millis now);

private:
    void renew(const std::string& key, Entry& entry, Millis now);
    void purge(Millis now);
    void drop_first();
    std::string cut(const std::string& key) const;

    const StickTable* config_;
    std::map<std::string, Entry> entries_;
    std::set<std::pair<Millis, std::string>> ends_;  ///< When entries expire.
};

}  // namespace tiersim::haproxy
