// SPDX-License-Identifier: MIT
/// The members of effects and faults.
#pragma once

#include "scenario/table_workload.hpp"
#include "tiersim/fault/crew.hpp"
#include "tiersim/fault/fault.hpp"

namespace tiersim::table {

constexpr Title title(Of<Effect> /*of*/) { return {"effect", "What goes wrong."}; }

constexpr Title title(Of<Crash> /*of*/)
{
    return {"crash", "The process dies, or the host with all its processes. Work in hand is lost."};
}
template <class Visit>
constexpr void describe(Of<Crash> /*of*/, Visit& /*visit*/)
{
}

constexpr Title title(Of<Hang> /*of*/)
{
    return {"hang", "Nothing moves; connections are still accepted."};
}
template <class Visit>
constexpr void describe(Of<Hang> /*of*/, Visit& /*visit*/)
{
}

constexpr Title title(Of<Slow> /*of*/) { return {"slow", "Everything takes longer."}; }
template <class Visit>
constexpr void describe(Of<Slow> /*of*/, Visit& visit)
{
    visit("factor", &Slow::factor, "How many times as long.",
          Rule{.required = true, .alone = true, .above = 1.0});
}

constexpr Title title(Of<Errors> /*of*/)
{
    return {"errors", "A share of the requests is answered with an error, without the usual work."};
}
template <class Visit>
constexpr void describe(Of<Errors> /*of*/, Visit& visit)
{
    visit("share", &Errors::share, "The share.", Rule{.alone = true, .above = 0.0});
    visit("takes", &Errors::takes, "Time until the error is answered.", any);
}

constexpr Title title(Of<Delay> /*of*/) { return {"delay", "Messages take longer."}; }
template <class Visit>
constexpr void describe(Of<Delay> /*of*/, Visit& visit)
{
    visit("extra", &Delay::extra, "Added to each message.",
          Rule{.required = true, .alone = true, .above = 0.0});
}

constexpr Title title(Of<Loss> /*of*/)
{
    return {"loss", "Messages get lost; TCP sends them again after its timeout."};
}
template <class Visit>
constexpr void describe(Of<Loss> /*of*/, Visit& visit)
{
    visit("share", &Loss::share, "The share that is lost.",
          Rule{.required = true, .alone = true, .above = 0.0});
}

constexpr Title title(Of<Partition> /*of*/)
{
    return {"partition", "Nothing gets through, and nobody is told."};
}
template <class Visit>
constexpr void describe(Of<Partition> /*of*/, Visit& /*visit*/)
{
}

constexpr Title title(Of<Crew> /*of*/)
{
    return {"crew", "People who repair so many faults at once; others wait."};
}
template <class Visit>
constexpr void describe(Of<Crew> /*of*/, Visit& visit)
{
    visit("name", &Crew::name, "What the crew is called.", new_name);
    visit("size", &Crew::size, "Repairs at once.", one_or_more);
}

constexpr Title title(Of<Fault> /*of*/)
{
    return {"fault",
            "One fault: what, where, when. Exactly one place is named: `node`, `host`, `zone` or "
            "`between`. `at` and `lasts` say when, once or `every` so often; or `up` and `down` "
            "draw it at random."};
}
template <class Visit>
constexpr void describe(Of<Fault> /*of*/, Visit& visit)
{
    visit("effect", &Fault::effect, "What goes wrong.", required);
    visit("node", &Fault::node, "A node (\"app-2\") or all nodes of a tier (\"app\").",
          Rule{.names = Names::node_or_tier});
    visit("host", &Fault::host, "A host: when it crashes, its nodes fall silent.",
          Rule{.names = Names::host});
    visit("zone", &Fault::zone, "All hosts of a zone.", Rule{.names = Names::zone});
    visit("between", &Fault::between, "Two zones, hosts, tiers or nodes: the links between them.",
          any);
    visit("at", &Fault::at, "First start.", any);
    visit("lasts", &Fault::lasts, "How long it holds; \"0s\": to the end of the run.", any);
    visit("every", &Fault::every, "From one start to the next; \"0s\": only once.", any);
    visit("times", &Fault::times, "With `every` or `up`: how often; 0: until the run ends.", any);
    visit("up", &Fault::up, "At random: time without the fault, from `at` on.", any);
    visit("down", &Fault::down, "At random: time with it, in place of `lasts`.", any);
    visit("crew", &Fault::crew, "At random: who repairs it; `down` is then the time of their work.",
          any);
    visit("urgency", &Fault::urgency, "With a crew: the lowest first, interrupting others.", any);
}

}  // namespace tiersim::table
