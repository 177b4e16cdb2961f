// SPDX-License-Identifier: MIT
/// Adding up what was seen.
#include "oracles/seen.hpp"

#include <cmath>

namespace oracles {

using tiersim::Histogram;
using tiersim::to_seconds;

NodeSeen& NodeSeen::operator+=(const NodeSeen& other)
{
    arrived += other.arrived;
    begun += other.begun;
    waited += other.waited;
    killed += other.killed;
    restarts += other.restarts;
    busy += other.busy;
    queue += other.queue;
    inside += other.inside;
    work += other.work;
    for (std::size_t i = 0; i < ended.size(); ++i)
        ended[i] += other.ended[i];
    wait.merge(other.wait);
    residence.merge(other.residence);
    return *this;
}

KindSeen& KindSeen::operator+=(const KindSeen& other)
{
    offered += other.offered;
    answered += other.answered;
    good += other.good;
    failed += other.failed;
    attempts += other.attempts;
    latency.merge(other.latency);
    return *this;
}

Seen& Seen::operator+=(const Seen& other)
{
    time += other.time;
    runs += other.runs;
    in_flight += other.in_flight;
    for (const auto& [name, node] : other.nodes)
        nodes[name] += node;
    for (const auto& [name, kind] : other.kinds)
        kinds[name] += kind;
    for (const auto& [name, amount] : other.sums)
        sums[name] += amount;
    for (const auto& [name, times] : other.histograms)
        histograms[name].merge(times);
    return *this;
}

NodeSeen Seen::tier(const std::string& name) const
{
    NodeSeen all;
    for (const auto& [node, seen] : nodes)
        if (node.starts_with(name)) all += seen;
    return all;
}

KindSeen Seen::requests() const
{
    KindSeen all;
    for (const auto& [name, kind] : kinds)
        all += kind;
    return all;
}

double Seen::sum(const std::string& name) const
{
    const auto found = sums.find(name);
    return found != sums.end() ? found->second : 0.0;
}

double quantile(const Histogram& times, double share, double zeros)
{
    const double all = static_cast<double>(times.count()) + zeros;
    double left = share * all - zeros;
    if (left <= 0.0) return 0.0;
    for (const Histogram::Bucket& bucket : times.buckets()) {
        const auto count = static_cast<double>(bucket.count);
        if (left <= count) {
            const double low = to_seconds(bucket.low);
            const double high = to_seconds(bucket.high + tiersim::Duration{1});
            return low + (high - low) * left / count;
        }
        left -= count;
    }
    return to_seconds(times.max());
}

double mean(const Histogram& times)
{
    return tiersim::to_double(times.sum()) * 1e-9 / static_cast<double>(times.count());
}

double mean_square(const Histogram& times)
{
    double sum = 0.0;
    for (const Histogram::Bucket& bucket : times.buckets()) {
        const double low = to_seconds(bucket.low);
        const double high = to_seconds(bucket.high);
        sum += static_cast<double>(bucket.count) * (low * low + low * high + high * high) / 3.0;
    }
    return sum / static_cast<double>(times.count());
}

}  // namespace oracles
