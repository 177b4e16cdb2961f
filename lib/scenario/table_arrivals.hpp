// SPDX-License-Identifier: MIT
/// The members of the arrival processes.
#pragma once

#include "scenario/table_workload.hpp"
#include "tiersim/workload/arrivals.hpp"

namespace tiersim::table {

constexpr Title title(Of<Arrivals> /*of*/)
{
    return {"arrivals",
            "When requests come: an open process, a recording, or a closed population."};
}

constexpr Title title(Of<Poisson> /*of*/)
{
    return {"poisson", "Independent users: exponential gaps."};
}
template <class Visit>
constexpr void describe(Of<Poisson> /*of*/, Visit& visit)
{
    visit("rate", &Poisson::rate, "Requests per unit of time.",
          Rule{.required = true, .alone = true, .above = 0.0});
}

constexpr Title title(Of<Paced> /*of*/)
{
    return {"paced", "Equal gaps, the first request after one gap, like a load generator."};
}
template <class Visit>
constexpr void describe(Of<Paced> /*of*/, Visit& visit)
{
    visit("rate", &Paced::rate, "Requests per unit of time.",
          Rule{.required = true, .alone = true, .above = 0.0});
}

constexpr Title title(Of<Renewal> /*of*/) { return {"renewal", "Independent gaps of any law."}; }
template <class Visit>
constexpr void describe(Of<Renewal> /*of*/, Visit& visit)
{
    visit("gap", &Renewal::gap, "From one request to the next; its mean is above zero.",
          Rule{.required = true, .alone = true});
}

constexpr Title title(Of<Batches> /*of*/)
{
    return {"batches",
            "Groups that come together, as a page with its pictures; groups are Poisson."};
}
template <class Visit>
constexpr void describe(Of<Batches> /*of*/, Visit& visit)
{
    visit("rate", &Batches::rate, "Groups per unit of time.", Rule{.required = true, .above = 0.0});
    visit("mean_size", &Batches::mean_size, "Requests of a group; whole unless `geometric`.",
          one_or_more);
    visit("geometric", &Batches::geometric, "Sizes are drawn, geometric on 1, 2, ...", any);
}

constexpr Title title(Of<Bursts> /*of*/)
{
    return {"bursts",
            "Poisson with a rate for each phase; a phase is left for the next after an exponential "
            "stay, the last for the first (MMPP)."};
}
template <class Visit>
constexpr void describe(Of<Bursts> /*of*/, Visit& visit)
{
    visit("phases", &Bursts::phases, "The phases, in their order; one at least has a rate above 0.",
          Rule{.required = true, .alone = true, .items = 1});
}

constexpr Title title(Of<Bursts::Phase> /*of*/)
{
    return {"burst_phase", "A rate and how long it lasts."};
}
template <class Visit>
constexpr void describe(Of<Bursts::Phase> /*of*/, Visit& visit)
{
    visit("rate", &Bursts::Phase::rate, "Requests per unit of time; may be 0.", required);
    visit("stay", &Bursts::Phase::stay, "Mean time in this phase.",
          Rule{.required = true, .above = 0.0});
}

constexpr Title title(Of<RateCurve> /*of*/)
{
    return {"rate_curve", "Poisson with a rate that changes, straight or in steps between points."};
}
template <class Visit>
constexpr void describe(Of<RateCurve> /*of*/, Visit& visit)
{
    visit("points", &RateCurve::points,
          "Ascending in time, the first at 0s; one at least has a rate above 0.",
          Rule{.required = true, .alone = true, .items = 1});
    visit("steps", &RateCurve::steps,
          "The rate jumps at each point; otherwise it goes straight to the next.", any);
    visit("period", &RateCurve::period,
          "After this time the curve begins again; \"0s\": never, the last rate holds on.", any);
}

constexpr Title title(Of<RateCurve::Point> /*of*/)
{
    return {"rate_point", "A moment and a rate."};
}
template <class Visit>
constexpr void describe(Of<RateCurve::Point> /*of*/, Visit& visit)
{
    visit("at", &RateCurve::Point::at, "The moment.", required);
    visit("rate", &RateCurve::Point::rate, "The rate from here on, or here.", required);
}

constexpr Title title(Of<Wave> /*of*/)
{
    return {"wave", "A daily wave: mean * (1 + swing * sin(2 pi (t - phase) / period))."};
}
template <class Visit>
constexpr void describe(Of<Wave> /*of*/, Visit& visit)
{
    visit("mean", &Wave::mean, "The rate in the middle.", Rule{.required = true, .above = 0.0});
    visit("swing", &Wave::swing, "How far it goes up and down, as a share of the mean.", required);
    visit("period", &Wave::period, "From one peak to the next.",
          Rule{.required = true, .above = 0.0});
    visit("phase", &Wave::phase, "When the rate passes the middle on its way up.", any);
}

constexpr Title title(Of<Trace> /*of*/)
{
    return {"trace", "Requests from elsewhere: a log, a recording."};
}
template <class Visit>
constexpr void describe(Of<Trace> /*of*/, Visit& visit)
{
    visit("file", &Trace::file,
          "A table with a header line: .tsv or .csv, plain or .zst; relative to the scenario's "
          "folder.",
          alone);
    visit("time_column", &Trace::time_column,
          "Its column of times, in seconds (from any zero) or ISO 8601.", any);
    visit("bytes_column", &Trace::bytes_column, "Its column of answer sizes; empty: none.", any);
    visit("service_column", &Trace::service_column,
          "Its column of the time the server took, in milliseconds; empty: none.", any);
    visit("source_column", &Trace::source_column, "Its column of who asked; empty: none.", any);
    visit("spread", &Trace::spread,
          "Requests stamped with the same whole second are spread evenly over it.", any);
    visit("speed", &Trace::speed, "2: twice as fast as it was.", above_zero);
    visit("arrivals", &Trace::arrivals, "The requests themselves, in place of a file.", any);
}

constexpr Title title(Of<Trace::Arrival> /*of*/) { return {"arrival", "One recorded request."}; }
template <class Visit>
constexpr void describe(Of<Trace::Arrival> /*of*/, Visit& visit)
{
    visit("at", &Trace::Arrival::at, "Since the start of the run; ascending.", required);
    visit("bytes", &Trace::Arrival::bytes, "Size of the answer.", any);
    visit("service", &Trace::Arrival::service, "Time the server took; \"0s\": not known.", any);
    visit("kind", &Trace::Arrival::kind, "Index in the population's mix, from 0.", any);
    visit("source", &Trace::Arrival::source, "A number for who asked; 0: not known.", any);
}

constexpr Title title(Of<Thinking> /*of*/)
{
    return {"thinking",
            "A closed population: each user thinks, asks, waits for the end, and thinks "
            "again."};
}
template <class Visit>
constexpr void describe(Of<Thinking> /*of*/, Visit& visit)
{
    visit("users", &Thinking::users, "How many users.", Rule{.required = true, .least = 1.0});
    visit("think", &Thinking::think, "Time between an answer and the next request.", any);
}

}  // namespace tiersim::table
