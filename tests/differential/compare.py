# SPDX-License-Identifier: MIT
"""Compares what the real HAProxy and tiersim made of a case, request by request, by their logs."""
import re

EXACT = ["server", "status", "ending", "retries", "sq", "bq"]
TIMES = ["Tw", "Tc", "Tr", "Ta"]
LATENESS = 10  # milliseconds by which the real one may be later, or earlier ...
HANDOVER = 3   # ... and as many for each request that was served before this one, and was late too
CLOSE = 8      # events nearer than that may change places
CHECKS_CLOSE = 50  # a schedule of checks drifts by some milliseconds a period ...
LATE_A_SECOND = 10  # ... and by as many in a second, in which there are up to ten checks


def near_a_change(played):
    """Whether a request came or ended so near a change of state that health checks found, that it may
    have been before it as well as after."""
    case, real = played.case, played.requests
    moments = [request.at for request in case.requests]
    moments += [request.at + int(real[request.number]["Ta"]) for request in case.requests
                if request.number in real]
    return any(abs(moment - change.at) < CHECKS_CLOSE
               for moment in moments for change in played.changes if not change.seen)


def close_calls(case, simulated):
    """Whether two events of the simulated run, of different causes, lie so near one another that a
    real machine may see them the other way round."""
    moments = [(action.at, action) for action in case.actions]
    for request in case.requests:
        moments.append((request.at, request.number))
        if request.number in simulated:
            ends = request.at + int(simulated[request.number]["Ta"])
            moments.append((ends, request.number))
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
        if theirs is None and ours is None:
            continue  # Not every request is logged.
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


def first_check_of(case, number, count):
    """When the first check of the server of this number is due. With `fall 1` it begins in full
    health, otherwise on its way there."""
    words = "; ".join(case.backend)
    fast = re.search(r" fastinter (\d+)", words)
    pace = fast if fast and " fall 1" not in words else re.search(r" inter (\d+)", words)
    return int(pace.group(1)) * number / count


def change_differences(played, simulated):
    """Of changes of state: each must come at its time, but for how late the first check of that server
    was, or how early (the one that begins the schedule may have been late itself), and for what each
    check since then may have been late. Also how late each change was."""
    names = played.case.server_names()
    found, lates = [], []
    for number, name in enumerate(names):
        shift = (played.first_checks[name] - first_check_of(played.case, number, len(names)))
        real = [change for change in played.changes if change.server == name]
        ours = [change for change in simulated if change[1] == name]
        allowed = LATENESS + LATE_A_SECOND * played.until / 1000.0
        ours = [change for i, change in enumerate(ours)
                if i < len(real) or change[0] + shift + allowed < played.until]
        if [change.state for change in real] != [change[2] for change in ours]:
            found.append(f"{name} changes {[(round(c.at), c.state) for c in real]}, "
                         f"simulated {[(c[0], c[2]) for c in ours]}")
            continue
        for theirs, (at, _, state) in zip(real, ours):
            late = theirs.at - at - shift
            lates.append(late)
            if not -LATENESS <= late <= LATENESS + LATE_A_SECOND * at / 1000.0:
                found.append(f"{name} is {state} at {theirs.at:.0f}, simulated {at}, {late:.0f} late")
    return found, lates


def moved(some, others):
    """Whether changes of state are others, or at times that no shift of what causes them explains."""
    if [change[1:] for change in some] != [change[1:] for change in others]:
        return True
    return any(abs(a[0] - b[0]) > 1 for a, b in zip(some, others))
