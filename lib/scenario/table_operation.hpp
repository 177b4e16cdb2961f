// SPDX-License-Identifier: MIT
/// The members of what says how the processes of a tier are operated.
#pragma once

#include "scenario/table_workload.hpp"
#include "tiersim/scenario/operation.hpp"

namespace tiersim::table {

constexpr Title title(Of<Pauses> /*of*/)
{
    return {"pauses",
            "Moments in which a process does nothing at all, such as the collection of its "
            "garbage."};
}
template <class Visit>
constexpr void describe(Of<Pauses> /*of*/, Visit& visit)
{
    visit("every", &Pauses::every, "From the end of one to the next.", required);
    visit("length", &Pauses::length, "How long one is.", required);
}

constexpr Title title(Of<Warming> /*of*/)
{
    return {"warming",
            "A process that has just started is slow: its code is not compiled, its caches are "
            "empty."};
}
template <class Visit>
constexpr void describe(Of<Warming> /*of*/, Visit& visit)
{
    visit("lasts", &Warming::lasts, "Until it is as fast as it gets.",
          Rule{.required = true, .alone = true, .above = 0.0});
    visit("speed", &Warming::speed, "At first, of its full speed; it rises steadily.", above_zero);
}

constexpr Title title(Of<Deploy> /*of*/)
{
    return {"deploy", "A new version comes to all nodes of a tier."};
}
template <class Visit>
constexpr void describe(Of<Deploy> /*of*/, Visit& visit)
{
    visit("at", &Deploy::at, "When it begins.", Rule{.required = true, .alone = true});
    visit("batch", &Deploy::batch, "Nodes at the same time; 0: all.", any);
    visit("drain", &Deploy::drain,
          "Callers send nothing new to a node for so long before it stops.", any);
    visit("takes", &Deploy::takes, "From its stop until the new process is started.", any);
    visit("pause", &Deploy::pause, "From when a batch is ready to the next.", any);
    visit("blue_green", &Deploy::blue_green,
          "New processes, started beside the old ones, take over all new requests at `at`, and "
          "nothing stops.",
          any);
}

constexpr Title title(Of<Autoscale> /*of*/)
{
    return {"autoscale",
            "Nodes are started and stopped as the load goes; `place` says how many there are at "
            "most."};
}
template <class Visit>
constexpr void describe(Of<Autoscale> /*of*/, Visit& visit)
{
    visit("least", &Autoscale::least, "Nodes that always run, at first too.",
          Rule{.alone = true, .least = 1.0});
    visit("target", &Autoscale::target,
          "Of the load of the nodes that run: requests at work and in line, by worker.",
          above_zero);
    visit("every", &Autoscale::every,
          "How often the load is looked at, the mean since the last time.", above_zero);
    visit("boot", &Autoscale::boot, "From the decision until a node is started.", any);
    visit("cool_down", &Autoscale::cool_down, "From one change until nodes are stopped.", any);
    visit("drain", &Autoscale::drain,
          "Callers send nothing new to a node for so long before it stops.", any);
}

}  // namespace tiersim::table
