// SPDX-License-Identifier: MIT
/// What became of the data of replicated databases.
#include "experiment/summary.hpp"
#include "tiersim/stats/replications.hpp"

namespace tiersim {

namespace {

using DataQuestion = double (*)(const DataBooks&);

Estimate mean_over(const Replicas& replicas, std::size_t database, DataQuestion question)
{
    std::vector<double> values;
    for (const Replica& run : replicas.runs)
        values.push_back(question(run.books.data[database]));
    if (values.size() == 1)
        return Estimate::without(values.front(), "a single run; ask for replications");
    return mean_of_replications(values);
}

Estimate share_over(const Replicas& replicas, std::size_t database, std::uint64_t DataBooks::*part,
                    std::uint64_t DataBooks::*whole)
{
    std::vector<Totals> totals;
    for (const Replica& run : replicas.runs) {
        const DataBooks& books = run.books.data[database];
        totals.push_back({static_cast<double>(books.*part), static_cast<double>(books.*whole)});
    }
    const Estimate share = ratio_of_replications(totals);
    return totals.size() > 1 ? share
                             : Estimate::without(share.value, "a single run; ask for replications");
}

DataResult summarise(const std::string& name, const Replicas& replicas, std::size_t database)
{
    DataResult result{.database = name};
    for (const Replica& run : replicas.runs) {
        const DataBooks& books = run.books.data[database];
        result.acknowledged += books.acknowledged;
        result.lost += books.lost;
        result.diverged += books.diverged;
        result.duplicated += books.duplicated;
        result.refused += books.refused;
        result.outages += books.outages;
        result.failovers += books.failovers;
        result.reads += books.reads;
        result.stale_reads += books.stale_reads;
        result.own_missed += books.own_missed;
        result.backward_reads += books.backward_reads;
    }
    result.lost_share = share_over(replicas, database, &DataBooks::lost, &DataBooks::acknowledged);
    result.stale_share = share_over(replicas, database, &DataBooks::stale_reads, &DataBooks::reads);
    result.unwritable = mean_over(
        replicas, database, [](const DataBooks& books) { return to_seconds(books.unwritable); });
    result.split = mean_over(replicas, database,
                             [](const DataBooks& books) { return to_seconds(books.split); });
    return result;
}

}  // namespace

std::vector<DataResult> summarise_data(const Scenario& scenario, const Replicas& replicas)
{
    std::vector<DataResult> results;
    for (const Database& tier : scenario.databases)
        if (tier.replication) results.push_back(summarise(tier.name, replicas, results.size()));
    return results;
}

}  // namespace tiersim
