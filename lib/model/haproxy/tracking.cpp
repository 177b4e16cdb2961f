// SPDX-License-Identifier: MIT
/// Counting for keys: what `track-sc0` and its like follow, from the rule to the end of the
/// request.
#include "model/haproxy/samples.hpp"

namespace tiersim::haproxy {

Table* Process::table_named(const std::string& name)
{
    for (Table& table : tables_)
        if (table.name() == name) return &table;
    return nullptr;
}

Entry* Process::tracked(const Stream& stream, std::size_t number)
{
    const Tracked& one = stream.tracked[number];
    return one.table == absent ? nullptr : tables_[one.table].find(one.key, now_ms());
}

void Process::track(StreamId id, const Rule& rule, const Ruler& ruler)
{
    Stream& stream = streams_[id];
    Table* const table = table_named(rule.table.empty() ? *ruler.proxy : rule.table);
    if (table == nullptr || rule.counter >= stream.tracked.size()) return;
    Tracked& one = stream.tracked[rule.counter];
    if (one.table != absent) return;
    const Samples samples{*this, stream, *ruler.acls, ruler.backend};
    const auto found = samples.take(rule.sample);
    if (found.empty()) return;
    Entry* const entry = table->keep(key_of(found.front()), now_ms());
    if (entry == nullptr) return;
    one = {.table = static_cast<Index>(table - tables_.data()), .key = key_of(found.front())};
    Table::count(*entry, Counter::conn_cnt, Counter::conn_rate, now_ms());
    Table::count(*entry, Counter::sess_cnt, Counter::sess_rate, now_ms());
    Table::count(*entry, Counter::http_req_cnt, Counter::http_req_rate, now_ms());
    ++entry->counts[static_cast<std::size_t>(Counter::conn_cur)];
}

// Another request on a connection that is tracked.
void Process::track_again(Stream& stream)
{
    stream.tracked = visits_[stream.visit].tracked;
    for (std::size_t i = 0; i < stream.tracked.size(); ++i)
        if (Entry* const entry = tracked(stream, i))
            Table::count(*entry, Counter::http_req_cnt, Counter::http_req_rate, now_ms());
}

// 4xx are errors of the client, 5xx failures of the server. What the connection tracks goes on.
void Process::untrack(const Stream& stream)
{
    for (std::size_t i = 0; i < stream.tracked.size(); ++i) {
        Entry* const entry = tracked(stream, i);
        if (entry == nullptr) continue;
        const bool goes_on = stream.visit != no_visit &&
                             visits_[stream.visit].tracked[i].table != absent;
        if (!goes_on) lose_track(stream.tracked[i]);
        if (stream.status >= 400 && stream.status < 500)
            Table::count(*entry, Counter::http_err_cnt, Counter::http_err_rate, now_ms());
        if (stream.status >= 500)
            Table::count(*entry, Counter::http_fail_cnt, Counter::http_fail_rate, now_ms());
    }
}

void Process::lose_track(const Tracked& one)
{
    if (one.table == absent) return;
    Entry* const entry = tables_[one.table].find(one.key, now_ms());
    if (entry == nullptr) return;
    auto& current = entry->counts[static_cast<std::size_t>(Counter::conn_cur)];
    if (current > 0) --current;
}

std::vector<Found> Samples::of_table(const Sample& sample) const
{
    const Millis now = process_->now_ms();
    const Entry* entry = nullptr;
    if (sample.fetch == Fetch::tracked) {
        const Tracked& one = stream_->tracked[sample.track % stream_->tracked.size()];
        if (one.table != absent) entry = process_->tables_[one.table].look(one.key, now);
    } else {
        const std::string own = backend_ == absent
                                    ? process_->frontends_[stream_->frontend].config->name
                                    : process_->backends_[backend_].config->name;
        const std::string name = sample.arguments.empty() ? own : sample.arguments.front();
        for (const Table& table : process_->tables_)
            if (table.name() == name) entry = table.look(std::to_string(stream_->address), now);
    }
    std::uint64_t value = 0;
    if (entry != nullptr) {
        const auto rate = entry->rates.find(sample.counter);
        value = rate != entry->rates.end()
                    ? rate->second.rate(now)
                    : entry->counts[static_cast<std::size_t>(sample.counter)];
    }
    return {{.text = std::to_string(value), .number = static_cast<std::int64_t>(value)}};
}

std::string key_of(const Found& found)
{
    return found.text.empty() && found.number ? std::to_string(*found.number) : found.text;
}

}  // namespace tiersim::haproxy
