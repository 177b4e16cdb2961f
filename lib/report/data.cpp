// SPDX-License-Identifier: MIT
/// Two tables: writes and what was lost of them; reads and what they did not see.
#include "report/data.hpp"

namespace tiersim::report {

namespace {

Cell share_cell(const Page& page, std::uint64_t count, std::uint64_t all)
{
    if (all == 0) return {"-"};
    return {page.words(static_cast<double>(count) / static_cast<double>(all), Unit::share)};
}

void write_writes(Page& page, const Result& result)
{
    Table table{{{"database", true},
                 {"acknowledged"},
                 {"lost"},
                 {"diverged"},
                 {"done twice"},
                 {"failovers"},
                 {"no primary"},
                 {"two primaries"}}};
    for (const DataResult& data : result.data)
        table.add({{data.database},
                   count_cell(data.acknowledged, Tone::plain),
                   count_cell(data.lost, Tone::bad),
                   count_cell(data.diverged, Tone::bad),
                   count_cell(data.duplicated, Tone::bad),
                   count_cell(data.failovers, Tone::unsure),
                   page.cell(data.unwritable, Unit::seconds),
                   page.cell(data.split, Unit::seconds)});
    page.table(table);
}

void write_reads(Page& page, const Result& result)
{
    Table table{{{"database", true}, {"reads"}, {"stale"}, {"own write missed"}, {"back in time"}}};
    for (const DataResult& data : result.data)
        table.add({{data.database},
                   count_cell(data.reads, Tone::plain),
                   share_cell(page, data.stale_reads, data.reads),
                   share_cell(page, data.own_missed, data.reads),
                   share_cell(page, data.backward_reads, data.reads)});
    page.table(table);
}

}  // namespace

void write_data(Page& page, const Result& result)
{
    if (result.data.empty()) return;
    page.heading("Data");
    write_writes(page, result);
    page.blank();
    write_reads(page, result);
}

}  // namespace tiersim::report
