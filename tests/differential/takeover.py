#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How long an address takes to change hands: by two real keepalived in network namespaces of their own,
which reach nobody else, and by tiersim over many phases of their adverts and scripts. Each real
takeover must lie where tiersim's do, but for the lateness of this machine.

usage: takeover.py TIERSIM
Exit status 77: there is no keepalived here, or namespaces cannot be made.
"""
import json
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ADVERT = 0.2  # seconds; VRRP version 3 takes any
PRIORITIES = (150, 100)
ADDRESS = "10.255.9.100"
TRIALS = 8
PHASES = 60
LATE = 0.08  # seconds by which the real one may be later ...
EARLY = 0.02  # ... or, by the time a signal takes to be counted, earlier
SPACES = ("tiersim-a", "tiersim-b")

SCRIPTS = {"FAULT": 0, "weight": 60}

CONFIGURATION = """global_defs {{
  router_id {name}
  vrrp_version 3
  script_user root
  enable_script_security
}}
{script}
vrrp_instance site {{
  state BACKUP
  interface ve0
  virtual_router_id 51
  priority {priority}
  advert_int {advert}
  virtual_ipaddress {{
    {address}/24
  }}
  {track}
}}
"""


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False)


class Network:
    """Two namespaces and a wire between them."""

    def __init__(self):
        self.down()
        for space in SPACES:
            if run("ip", "netns", "add", space).returncode != 0:
                raise OSError("no namespace can be made")
        if run("ip", "link", "add", "ve0", "netns", SPACES[0], "type", "veth", "peer", "name", "ve0",
               "netns", SPACES[1]).returncode != 0:
            raise OSError("no wire can be made")
        for number, space in enumerate(SPACES):
            run("ip", "-n", space, "addr", "add", f"10.255.9.{number + 1}/24", "dev", "ve0")
            run("ip", "-n", space, "link", "set", "ve0", "up")
            run("ip", "-n", space, "link", "set", "lo", "up")

    @staticmethod
    def down():
        for space in SPACES:
            run("ip", "netns", "del", space)


class Keepalived:
    """One of the pair; the first watches for a file that must not be there, if `cost` says so."""

    def __init__(self, number, folder, cost=None):
        self.space = SPACES[number]
        script, track = "", ""
        if cost is not None:
            weight = f"weight -{cost}" if cost else ""
            script = (f'vrrp_script look {{\n  script "{folder}/look"\n  interval 1\n  fall 2\n'
                      f'  rise 1\n  {weight}\n}}')
            track = "track_script {\n    look\n  }"
        path = os.path.join(folder, self.space)
        with open(path + ".conf", "w", encoding="ascii") as file:
            file.write(CONFIGURATION.format(name=self.space, script=script, track=track,
                                            priority=PRIORITIES[number], advert=ADVERT,
                                            address=ADDRESS))
        self.child = subprocess.Popen(
            ["ip", "netns", "exec", self.space, "keepalived", "-n", "-l", "-P", "-f", path + ".conf",
             "-p", path + ".pid", "-r", path + ".vrrp"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def send(self, number):
        children = run("pgrep", "-P", str(self.child.pid)).stdout.split()
        for pid in [int(child) for child in children] + [self.child.pid]:
            os.kill(pid, number)

    def holds(self):
        return ADDRESS in run("ip", "-n", self.space, "-4", "-o", "addr", "show", "dev", "ve0").stdout

    def wait_until_it_holds(self, longest=20.0):
        end = time.monotonic() + longest
        while not self.holds():
            if time.monotonic() > end:
                raise RuntimeError(self.space + " does not get the address")
            time.sleep(0.02)

    def stop(self):
        if self.child.poll() is None:
            self.send(signal.SIGCONT)
            self.child.terminate()
            try:
                self.child.wait(5)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()


def takeover(space, act, longest=15.0):
    """Seconds from `act` until `space` has the address."""
    watch = subprocess.Popen(["ip", "-n", space, "-4", "-o", "monitor", "address"],
                             stdout=subprocess.PIPE, text=True, bufsize=1)
    try:
        time.sleep(0.1)
        act()
        begin = time.monotonic()
        while True:
            left = begin + longest - time.monotonic()
            if left <= 0.0 or not select.select([watch.stdout], [], [], left)[0]:
                raise RuntimeError("nobody took the address")
            if ADDRESS in watch.stdout.readline():
                return time.monotonic() - begin
    finally:
        watch.kill()
        watch.wait()
        watch.stdout.close()


def real_crashes(folder):
    """The master freezes at random moments, and comes back."""
    first, second = Keepalived(0, folder), Keepalived(1, folder)
    try:
        times = []
        for _ in range(TRIALS):
            first.wait_until_it_holds()
            time.sleep(1.0 + random.random() * ADVERT)
            times.append(takeover(second.space, lambda: first.send(signal.SIGSTOP)))
            first.send(signal.SIGCONT)
            time.sleep(1.0)
        return times
    finally:
        first.stop()
        second.stop()


def real_stops(folder):
    """The master is stopped in good order, and says so."""
    second = Keepalived(1, folder)
    try:
        times = []
        for _ in range(TRIALS // 2):
            first = Keepalived(0, folder)
            try:
                first.wait_until_it_holds()
                time.sleep(1.0 + random.random() * ADVERT)
                times.append(takeover(second.space, first.child.terminate))
            finally:
                first.stop()
        return times
    finally:
        second.stop()


def real_scripts(folder, cost):
    """The master's script fails from random moments on."""
    bad, look = os.path.join(folder, "bad"), os.path.join(folder, "look")
    with open(look, "w", encoding="ascii") as file:
        file.write(f"#!/bin/sh\ntest ! -e {bad}\n")
    os.chmod(look, 0o755)
    first, second = Keepalived(0, folder, cost), Keepalived(1, folder)
    try:
        times = []
        for _ in range(TRIALS):
            first.wait_until_it_holds()
            time.sleep(1.5 + random.random())
            times.append(takeover(second.space, lambda: open(bad, "w", encoding="ascii").close()))
            os.unlink(bad)
        return times
    finally:
        first.stop()
        second.stop()


def scenario(cost, phase):
    """A pair of HAProxies, of which the first dies at 10 s: with its host, or alone."""
    watched = cost is not None
    return {
        "name": "takeover",
        "run": {"duration": "20s", "seed": phase},
        "network": {"latency": "0s", "local": "0s"},
        "clients": [{"name": "users", "calls": "lb", "timeout": "100ms",
                     "arrivals": {"paced": {"rate": "500/s"}}}],
        "haproxies": [{"name": "lb", "file": "haproxy.cfg", "place": {"replicas": 2},
                       "cluster": {"standby": {
                           "advert": f"{round(ADVERT * 1000)}ms", "priorities": list(PRIORITIES),
                           "script_interval": "1s" if watched else "0s", "script_fall": 2,
                           "script_rise": 1, "script_cost": cost or 0}}}],
        "faults": [{"effect": "crash", "node" if watched else "host": "lb-1", "at": "10s"}],
    }


def simulated(tiersim, folder, cost):
    """Takeovers over many phases."""
    with open(os.path.join(folder, "haproxy.cfg"), "w", encoding="ascii") as file:
        file.write("defaults\n  mode http\n  log global\n  option httplog\nfrontend fe\n"
                   "  bind :80\n  http-request return status 200\n")
    times = []
    for phase in range(1, PHASES + 1):
        path, log = os.path.join(folder, "site.json"), os.path.join(folder, "log")
        with open(path, "w", encoding="ascii") as file:
            json.dump(scenario(cost, phase), file)
        done = run(tiersim, "run", path, "--quiet", "--haproxy-log", log)
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)
        with open(log, encoding="ascii") as lines:
            first = next(line for line in lines if " lb-2 " in line)
        clock = re.search(r"\[\S+?:(\d+):(\d+):(\d+\.\d+)\]", first)
        times.append(int(clock.group(2)) * 60 + float(clock.group(3)) - 10.0)
    return times


def say(name, times):
    return (f"{name} {min(times):.3f} to {max(times):.3f} s, mean "
            f"{sum(times) / len(times):.3f} s ({len(times)})")


def compare(name, real, ours):
    low, high = min(ours) - EARLY, max(ours) + LATE
    wrong = [time for time in real if not low <= time <= high]
    print(f"{name:8} {say('real', real)}; {say('simulated', ours)}"
          + "".join(f"; {time:.3f} s is out of it" for time in wrong))
    return not wrong


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if shutil.which("keepalived") is None or shutil.which("ip") is None:
        print("skipped: there is no keepalived here, or no ip (iproute2)")
        return 77
    try:
        network = Network()
    except OSError as error:
        print(f"skipped: {error}; that takes a privileged user")
        return 77
    try:
        with tempfile.TemporaryDirectory() as folder:
            good = [compare("crash", real_crashes(folder), simulated(sys.argv[1], folder, None))]
            # A master that is stopped says so, and the backup waits for its skew alone.
            skew = ADVERT * (256 - PRIORITIES[1]) / 256
            good.append(compare("stop", real_stops(folder), [skew]))
            for name, cost in SCRIPTS.items():
                good.append(compare(name, real_scripts(folder, cost),
                                    simulated(sys.argv[1], folder, cost)))
    finally:
        network.down()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
