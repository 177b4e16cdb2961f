# SPDX-License-Identifier: MIT
"""Plays a case in tiersim: the same configuration, the same requests, the same fates of servers."""
import json
import os
import re
import subprocess
import tempfile

REQUEST = re.compile(
    r"(?P<client>\S+):\d+ \[\d+/\w+/\d+:(?P<hour>\d+):(?P<minute>\d+):(?P<second>\d+\.\d+)\] "
    r"(?P<frontend>\S+) (?P<backend>[^/ ]+)/(?P<server>\S+) "
    r"(?P<TR>-?\d+)/(?P<Tw>-?\d+)/(?P<Tc>-?\d+)/(?P<Tr>-?\d+)/(?P<Ta>-?\d+) "
    r"(?P<status>-?\d+) (?P<bytes>\d+) \S+ \S+ (?P<ending>\S{4}) "
    r"(?P<ac>\d+)/(?P<fc>\d+)/(?P<bc>\d+)/(?P<sc>\d+)/(?P<retries>\+?\d+) "
    r"(?P<sq>\d+)/(?P<bq>\d+) \"(?P<line>[^\"]*)\"")
CHANGE = re.compile(r"\S+T(?P<hour>\d+):(?P<minute>\d+):(?P<second>\d+\.\d+)\S+ \S+ \S+ "
                    r"Server (?P<backend>[^/ ]+)/(?P<server>\S+) is (?P<state>UP|DOWN)[.,]")
END = 30_000  # milliseconds
PORT = 8000   # of s1 is one more


def milliseconds(length):
    return f"{round(length * 1000)}us"


def kinds(case):
    """What the requests say."""
    return [(request.key, request.cookie, request.number) for request in case.requests]


def mix(case):
    items = []
    for i, (key, cookie, number) in enumerate(kinds(case)):
        item = {"name": f"kind-{i}", "share": 1.0 if i == 0 else 0.0, "host": "site",
                "path": f"/{key}?key={key}&n={number}", "headers": [{"name": "x-key", "value": key}]}
        if cookie:
            item["cookies"] = [{"name": "SRV", "value": cookie}]
        items.append(item)
    return items


def arrivals(case):
    return [{"at": milliseconds(request.at), "service": milliseconds(request.hold),
             "source": request.user,
             "kind": i} for i, request in enumerate(case.requests)]


def faults(case):
    """What becomes of servers, each until the next change of the same one."""
    effects = {"dead": "crash", "silent": "crash", "hangs": "hang",
               "errors": {"errors": {"share": 1.0}}}
    found = []
    ours = [action for action in case.actions if action.verb == "server"]
    for i, action in enumerate(ours):
        if action.argument == "ok":
            continue
        ends = [later.at for later in ours[i + 1:] if later.server == action.server]
        where = "host" if action.argument == "silent" else "node"
        found.append({"effect": effects[action.argument], where: f"{action.server}-1",
                      "at": milliseconds(action.at),
                      "lasts": milliseconds((ends or [END])[0] - action.at)})
    return found


def weight_of(case, server, text):
    """A weight as the command socket takes it: a number, or a share of the configured one."""
    if not text.endswith("%"):
        return int(text)
    initial = re.search(r"weight (\d+)", case.servers[server])
    return (int(initial.group(1)) if initial else 1) * int(text[:-1]) // 100


def admin(case):
    """The commands of the command socket."""
    steps = []
    for action in case.actions:
        if action.verb != "command":
            continue
        words = action.argument.split()
        if words[1] == "weight":
            steps.append({"at": milliseconds(action.at), "server": words[2], "action": "weight",
                          "value": weight_of(case, action.server, words[3])})
        else:
            steps.append({"at": milliseconds(action.at), "server": words[2], "action": words[4]})
    return steps


def scenario(case):
    clients = {"name": "users", "calls": "lb", "mix": mix(case),
               "arrivals": {"trace": {"arrivals": arrivals(case)}}}
    if case.kept:
        clients["keep_alive"] = {"requests": case.most}
    return {
        "name": f"case-{case.seed}",
        "run": {"duration": f"{END}ms", "interval": "1s"},
        "network": {"latency": "0s", "local": "0s"},
        "clients": [clients],
        "haproxies": [{"name": "lb", "file": "haproxy.cfg", "admin": admin(case),
                       "servers": [{"server": f"be/{name}", "node": f"{name}-1"}
                                   for name in case.server_names()]}],
        "app_servers": [{"name": name, "queue_unbounded": True,
                         "routes": [{"steps": [{"compute": {"recorded": True}}]}]}
                        for name in case.server_names()],
        "faults": faults(case),
    }


def clock(found):
    return ((int(found["hour"]) * 60 + int(found["minute"])) * 60_000
            + round(float(found["second"]) * 1000))


def read_changes(path):
    """Changes of state: when, of which server, to which."""
    with open(path, encoding="utf-8") as log:
        return [(clock(found), found["server"], found["state"])
                for found in map(CHANGE.match, log) if found]


def read_log(path):
    """Requests by their numbers."""
    requests = {}
    with open(path, encoding="utf-8") as log:
        for line in log:
            found = REQUEST.search(line)
            if found is None:
                raise RuntimeError("not a line of HAProxy's log: " + line)
            number = int(re.search(r"[?&]n=(\d+)", found["line"]).group(1))
            requests[number] = found.groupdict()
    return requests


def play(tiersim, case):
    """What tiersim made of `case`: its requests by number."""
    return play_all(tiersim, case)[0]


def play_all(tiersim, case):
    """The same, and the changes of state that it saw."""
    ports = {name: PORT + int(name[1:]) for name in case.server_names()}
    configuration = case.configuration(80, ports).replace(" accept-proxy", "")
    with tempfile.TemporaryDirectory() as folder:
        file, log = os.path.join(folder, "case.json"), os.path.join(folder, "log")
        with open(os.path.join(folder, "haproxy.cfg"), "w", encoding="ascii") as target:
            target.write(configuration)
        with open(file, "w", encoding="utf-8") as target:
            json.dump(scenario(case), target, indent=1)
        notices = os.path.join(folder, "notices")
        done = subprocess.run([tiersim, "run", file, "--quiet", "--haproxy-log", log,
                               "--haproxy-notices", notices],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)
        return read_log(log), read_changes(notices)
