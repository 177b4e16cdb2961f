# SPDX-License-Identifier: MIT
"""Compares what the real HAProxy and tiersim made of a case, request by request, by their logs."""

EXACT = ["server", "status", "ending", "retries", "sq", "bq"]
TIMES = ["Tw", "Tc", "Tr", "Ta"]
LATENESS = 10  # milliseconds by which the real one may be later, or earlier ...
HANDOVER = 3   # ... and as many for each request that was served before this one, and was late too
CLOSE = 8      # events nearer than that may change places


CHECKS_CLOSE = 50  # a schedule of checks drifts by some milliseconds a period


def near_a_change(case, real, changes):
    """Whether a request came or ended so near a change of state that health checks found, that it may
    have been before it as well as after."""
    if not case.checked:
        return False
    moments = [request.at for request in case.requests]
    moments += [request.at + int(real[request.number]["Ta"]) for request in case.requests
                if request.number in real]
    return any(abs(moment - change.at) < CHECKS_CLOSE
               for moment in moments for change in changes if not change.seen)


def close_calls(case, simulated):
    """Whether two events of the simulated run, of different causes, lie so near one another that a
    real machine may see them the other way round."""
    moments = [(action.at, action) for action in case.actions]
    for request in case.requests:
        fields = simulated[request.number]
        moments.append((request.at, request.number))
        moments.append((request.at + int(fields["Ta"]), request.number))
    return any(0 <= b - a < CLOSE and one != other
               for a, one in moments for b, other in moments)


def decisions(simulated):
    """What was decided, without any times."""
    return {number: [fields[field] for field in EXACT] for number, fields in simulated.items()}


def differences(case, real, simulated):
    """What differs, in words; nothing when all is the same."""
    found = []
    for request in case.requests:
        theirs, ours = real.get(request.number), simulated.get(request.number)
        if theirs is None or ours is None:
            found.append(f"request {request.number}: real {'lost' if theirs is None else 'there'}, "
                         f"simulated {'lost' if ours is None else 'there'}")
            continue
        for field in EXACT:
            if theirs[field] != ours[field]:
                found.append(f"request {request.number} at {request.at:.0f}: {field} is "
                             f"{theirs[field]}, simulated {ours[field]}")
        allowed = LATENESS + HANDOVER * (int(ours["sq"]) + int(ours["bq"]))
        for field in TIMES:
            a, b = int(theirs[field]), int(ours[field])
            if (a < 0) != (b < 0) or abs(a - b) > allowed:
                found.append(f"request {request.number} at {request.at:.0f}: {field} is {a}, "
                             f"simulated {b}")
    return found


def change_differences(real, simulated, resolution):
    """Of changes of state: (time, server, state), each within `resolution` milliseconds."""
    if [change[1:] for change in real] != [change[1:] for change in simulated]:
        return [f"changes of state are {real}, simulated {simulated}"]
    return [f"{b[1]} is {b[2]} at {a[0]:.0f}, simulated {b[0]:.0f}"
            for a, b in zip(real, simulated) if abs(a[0] - b[0]) > resolution]
