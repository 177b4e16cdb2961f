// SPDX-License-Identifier: MIT
/// The figures of populations and their kinds of requests.
#pragma once

#include "report/table_losses.hpp"
#include "tiersim/experiment/result.hpp"

namespace tiersim::report {

constexpr Title title(Of<LatencyResult> /*of*/)
{
    return {"latency", "The times that requests or calls took, of those that were answered."};
}
template <class Visit>
constexpr void describe(Of<LatencyResult> /*of*/, Visit& visit)
{
    using L = LatencyResult;
    const auto key = [](std::string_view name, std::string_view about) {
        return Key{name, "s", Basis::per_request, about, zero_is_none};
    };
    visit(key("mean_s", "The mean."), &L::mean);
    visit(key("p50_s", "The least time that half of them do not exceed."), &L::p50);
    visit(key("p90_s", "The same of 90 %."), &L::p90);
    visit(key("p95_s", "The same of 95 %."), &L::p95);
    visit(key("p99_s", "The same of 99 %."), &L::p99);
    visit(key("p999_s", "The same of 99.9 %."), &L::p999);
    visit(key("max_s", "The longest."), &L::max);
}

constexpr Title title(Of<FailureResult> /*of*/)
{
    return {"failure", "Requests or calls that ended in one way at one place."};
}
template <class Visit>
constexpr void describe(Of<FailureResult> /*of*/, Visit& visit)
{
    visit(Key{"outcome", "", Basis::none, "How they ended."}, &FailureResult::outcome);
    visit(Key{"place", "", Basis::none, "The node where it arose."}, &FailureResult::place);
    visit(Key{"count", "", Basis::per_request, "How many, over all replications."},
          &FailureResult::count);
}

constexpr Title title(Of<TimelinePoint> /*of*/)
{
    return {"timeline_point",
            "One step of a population's timeline, the mean over the replications. Requests belong "
            "to the step in which they began, latencies to that in which the answer came."};
}
template <class Visit>
constexpr void describe(Of<TimelinePoint> /*of*/, Visit& visit)
{
    using P = TimelinePoint;
    constexpr auto requests = Basis::per_request;
    visit(Key{"at_s", "s", Basis::none, "Start of the step."}, &P::at);
    visit(Key{"offered_per_s", "1/s", requests, "Requests that began."}, &P::offered);
    visit(Key{"answered_per_s", "1/s", requests, "Of them answered, whenever."}, &P::answered);
    visit(Key{"good_per_s", "1/s", requests, "Of them answered in time."}, &P::good);
    visit(Key{"failed_per_s", "1/s", requests, "Of them failed."}, &P::failed);
    visit(Key{"p50_s", "s", requests, "Half of the answers took at most this.", zero_is_none},
          &P::p50);
    visit(Key{"p99_s", "s", requests, "99 % of the answers took at most this.", zero_is_none},
          &P::p99);
}

constexpr Title title(Of<KindResult> /*of*/)
{
    return {"kind", "What one kind of requests of a population saw."};
}
template <class Visit>
constexpr void describe(Of<KindResult> /*of*/, Visit& visit)
{
    using K = KindResult;
    constexpr auto requests = Basis::per_request;
    visit(Key{"kind", "", Basis::none, "As the scenario calls it."}, &K::kind);
    visit(Key{"offered", "", requests, "Requests counted, over all replications."}, &K::offered);
    visit(Key{"answered", "", requests, "Of them answered."}, &K::answered);
    visit(Key{"good", "", requests, "Of them answered in time."}, &K::good);
    visit(Key{"failed", "", requests, "Of them failed."}, &K::failed);
    visit(Key{"bytes", "bytes", requests, "Size of the answers, in all."}, &K::bytes);
    visit(Key{"latency", "", Basis::none, "How long answers took."}, &K::latency);
}

constexpr Title title(Of<PopulationResult> /*of*/)
{
    return {"population", "What the users of one population saw."};
}
template <class Visit>
constexpr void describe(Of<PopulationResult> /*of*/, Visit& visit)
{
    using P = PopulationResult;
    constexpr auto requests = Basis::per_request;
    visit(Key{"name", "", Basis::none, "As the scenario calls it."}, &P::name);
    visit(Key{"good_within_s", "s", Basis::none,
              "An answer is good, or in time, when it comes within this; 0: always."},
          &P::good_within);
    visit(Key{"offered", "", requests,
              "Requests counted, over all replications: begun after the warm-up and ended."},
          &P::offered);
    visit(Key{"answered", "", requests, "Of them answered."}, &P::answered);
    visit(Key{"good", "", requests, "Of them answered in time."}, &P::good);
    visit(Key{"failed", "", requests, "Of them failed after all retries."}, &P::failed);
    visit(Key{"attempts", "", Basis::per_attempt, "Attempts of the requests counted."},
          &P::attempts);
    visit(Key{"bytes", "bytes", requests, "Size of the answers, in all."}, &P::bytes);
    visit(Key{"begun", "", requests, "All requests that began, warm-up included."}, &P::begun);
    visit(Key{"ended", "", requests, "Of them ended."}, &P::ended);
    visit(Key{"in_flight", "", requests, "Of them not ended when the runs did."}, &P::in_flight);
    visit(Key{"availability", "share", requests, "Share of requests answered in time."},
          &P::availability);
    visit(Key{"availability_by_time", "share", Basis::time_average,
              "Share of windows of `window_s` in which at least `window_good` of the requests were "
              "answered in time."},
          &P::availability_by_time);
    visit(Key{"error_share", "share", requests, "Share of requests that failed."}, &P::error_share);
    visit(Key{"throughput_per_s", "1/s", Basis::time_average, "Answers."}, &P::throughput);
    visit(Key{"goodput_per_s", "1/s", Basis::time_average, "Answers in time."}, &P::goodput);
    visit(Key{"latency", "", Basis::none,
              "From the first attempt to the answer, retries and pauses included, of requests "
              "that were answered."},
          &P::latency);
    visit(Key{"latencies", "", requests, "The same as a histogram over all replications."},
          &P::latencies);
    visit(Key{"kinds", "", Basis::none, "The same by kind of request."}, &P::kinds);
    visit(Key{"failures", "", Basis::none, "How requests failed, the most frequent first."},
          &P::failures);
    visit(Key{"losses", "", Basis::none,
              "Why requests failed or came late, the most frequent first."},
          &P::losses);
    visit(Key{"timeline", "", Basis::none, "The course of the run, step by step."}, &P::timeline);
}

}  // namespace tiersim::report
