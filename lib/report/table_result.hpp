// SPDX-License-Identifier: MIT
/// The figures of a whole result and of its promises.
#pragma once

#include "report/table_nodes.hpp"

namespace tiersim::report {

constexpr Title title(Of<Expect> /*of*/) { return {"expect", "A promise as the scenario has it."}; }
template <class Visit>
constexpr void describe(Of<Expect> /*of*/, Visit& visit)
{
    visit(Key{"of", "", Basis::none, "A population; may be empty when there is only one."},
          &Expect::of);
    visit(Key{"metric", "", Basis::none, "What is measured."}, &Expect::metric);
    visit(Key{"at_least", "", Basis::none, "The lower bound."}, &Expect::at_least);
    visit(Key{"at_most", "", Basis::none, "The upper bound."}, &Expect::at_most);
    visit(Key{"from_s", "s", Basis::none, "Requests that began from here ..."}, &Expect::from);
    visit(Key{"to_s", "s", Basis::none, "... to here; 0: the end of the run."}, &Expect::to);
}

constexpr Title title(Of<ExpectationResult> /*of*/)
{
    return {"expectation", "A promise and what came of it."};
}
template <class Visit>
constexpr void describe(Of<ExpectationResult> /*of*/, Visit& visit)
{
    using E = ExpectationResult;
    visit(Key{"expect", "", Basis::none, "As the scenario has it."}, &E::expect);
    visit(Key{"text", "", Basis::none, "For people."}, &E::text);
    visit(Key{"measured", "", Basis::none, "In seconds, a second or as a share, by its metric."},
          &E::measured);
    visit(Key{"verdict", "", Basis::none,
              "Undecided: the interval holds the bound, so that a longer run could say either."},
          &E::verdict);
}

constexpr Title title(Of<Result> /*of*/)
{
    return {"result", "What came out of a scenario, over all replications."};
}
template <class Visit>
constexpr void describe(Of<Result> /*of*/, Visit& visit)
{
    using R = Result;
    visit(Key{"scenario", "", Basis::none, "Its name."}, &R::scenario);
    visit(Key{"about", "", Basis::none, "What it says of itself."}, &R::about);
    visit(Key{"version", "", Basis::none, "Of tiersim."}, &R::version);
    visit(Key{"seed", "", Basis::none, "Decides all that is random."}, &R::seed);
    visit(Key{"replications", "", Basis::none, "Independent runs."}, &R::replications);
    visit(Key{"duration_s", "s", Basis::none, "Of each run, warm-up included."}, &R::duration);
    visit(Key{"warmup_s", "s", Basis::none, "Requests that begin in it are not counted."},
          &R::warmup);
    visit(Key{"interval_s", "s", Basis::none, "Step of the timelines."}, &R::interval);
    visit(Key{"window_s", "s", Basis::none, "Length of the windows of availability by time."},
          &R::window);
    visit(Key{"window_good", "share", Basis::none,
              "A window, or a step, is good when at least this share of its requests was."},
          &R::window_good);
    visit(Key{"events", "", Basis::none, "Simulated, in all runs."}, &R::events);
    visit(Key{"fingerprint", "", Basis::none,
              "Of all events, 16 hexadecimal digits: the same for the same scenario, seed and "
              "version."},
          [](const R& result) { return Hexadecimal{result.fingerprint}; });
    visit(Key{"kept", "", Basis::none, "No promise was missed."},
          [](const R& result) { return result.kept(); });
    visit(Key{"expectations", "", Basis::none, "The promises."}, &R::expectations);
    visit(Key{"populations", "", Basis::none, "What users saw."}, &R::populations);
    visit(Key{"nodes", "", Basis::none, "What nodes did."}, &R::nodes);
    visit(Key{"data", "", Basis::none, "Of replicated databases."}, &R::data);
    visit(Key{"faults", "", Basis::none, "What went wrong."}, &R::faults);
    visit(Key{"downtime", "", Basis::none, "How often and how long the site was down."},
          &R::downtime);
    visit(Key{"budgets", "", Basis::none, "Of promises of availability over the whole run."},
          &R::budgets);
    visit(Key{"changes", "", Basis::none, "Who saw what, in the order of time."}, &R::changes);
    visit(Key{"notes", "", Basis::none, "What to know before believing."}, &R::notes);
}

}  // namespace tiersim::report
