#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same configuration and the same requests to the real HAProxy and to tiersim; what differs is
said request by request, and makes the exit status 1.

usage: differential.py TIERSIM [--family NAME] [--case SEED] [--keep]
environment: TIERSIM_DIFF_SEED, the first case's seed (0); TIERSIM_DIFF_TRACES, how many (180).
Exit status 77: there is no HAProxy here.
"""
import argparse
import asyncio
import collections
import itertools
import os
import shutil
import sys

import cases
import compare
import real
import simulated

AT_ONCE = 12  # processes of HAProxy
LATENESSES = []  # of changes of state that the real one saw, in milliseconds


def draw(tiersim, seeds, family):
    """Cases in which no two events lie too near one another."""
    for seed in seeds:
        case = cases.case(seed)
        if family and case.family != family:
            continue
        if not compare.close_calls(case, simulated.play(tiersim, case)):
            yield case


async def play(batch):
    """All cases of the batch by the real HAProxy, at once."""
    return await asyncio.gather(*map(real.play, batch))


def confront(tiersim, batch):
    """For each case of the batch, as it really went: lines of differences, or None where it went so
    that two events lie too near one another."""
    for played in asyncio.run(play(batch)):
        case = played.case
        ours, changes = simulated.play_all(tiersim, case)
        close = compare.near_a_change(played) or compare.close_calls(case, ours)
        found = [] if close else compare.differences(case, played.requests, ours)
        if found and turns_on_moments(tiersim, case, ours):
            found, close = [], True
        if case.checked:
            other, lates = compare.change_differences(played, changes)
            if not (other and changes_turn_on_moments(tiersim, case, changes)):
                found, close = found + other, close and not other
                LATENESSES.extend(lates)
        yield case, None if close else found


def turns_on_moments(tiersim, case, ours):
    """Whether a few milliseconds more or less would have changed what is decided."""
    return any(compare.decisions(simulated.play(tiersim, other)) != compare.decisions(ours)
               for other in cases.nearly(case))


def changes_turn_on_moments(tiersim, case, changes):
    """Whether a server that failed or recovered a little earlier or later would have been seen
    failing, or well, by one check more or less."""
    return any(compare.moved(simulated.play_all(tiersim, cases.shifted(case, 0, by))[1], changes)
               for by in (-compare.CHECKS_CLOSE, compare.CHECKS_CLOSE))


def confirm(tiersim, case, found):
    """What still differs when the case is played again by itself, twice; a machine that was late just
    once has explained it."""
    for _ in range(2):
        if not found:
            return found
        for _, again in confront(tiersim, [cases.case(case.seed)]):
            found = again
    return found


def tell(case, found):
    print(f"case {case.seed} ({case.family}):", "; ".join(case.backend))
    for name, words in case.servers.items():
        print(f"  server {name} {words}")
    for action in case.actions:
        print(f"  at {action.at:.0f} {action.server}: {action.argument}")
    for line in found[:8]:
        print("   ", line)
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tiersim")
    parser.add_argument("--family", default="")
    parser.add_argument("--case", type=int)
    options = parser.parse_args()
    if shutil.which("haproxy") is None:
        print("skipped: there is no haproxy here (Debian's package haproxy)")
        return 77
    first = int(os.environ.get("TIERSIM_DIFF_SEED", "0"))
    wanted = int(os.environ.get("TIERSIM_DIFF_TRACES", "180"))
    seeds = range(first, first + 100 * wanted) if options.case is None else [options.case]
    print(f"cases from seed {first}")
    drawn = draw(options.tiersim, seeds, options.family)
    same, other, close = collections.Counter(), collections.Counter(), 0
    requests = 0
    while sum(same.values()) + sum(other.values()) < wanted:
        batch = list(itertools.islice(drawn, AT_ONCE))
        if not batch:
            break
        for case, found in confront(options.tiersim, batch):
            found = confirm(options.tiersim, case, found)
            if found is None:
                close += 1
                continue
            (other if found else same)[case.family] += 1
            requests += len(case.requests)
            if found:
                tell(case, found)
    for family in sorted(same | other):
        print(f"{family:15} {same[family]:4} the same, {other[family]:3} different")
    print(f"{requests} requests in {sum(same.values()) + sum(other.values())} cases; {close} more "
          "cases went so that two events lay too near one another to tell which came first")
    if LATENESSES:
        print(f"{len(LATENESSES)} changes of state, which the real one saw {min(LATENESSES):.0f} to "
              f"{max(LATENESSES):.0f} ms later")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
