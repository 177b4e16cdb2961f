#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times the command tiersim and the hand-coded yardstick programs alternately in one run, and prints
the ratios of their CPU times per request, and the memory that a request in flight takes. Ratios
count; absolute times are those of the machine.

usage: against_yardstick.py TIERSIM YARDSTICK_FOLDER [PASSES]
"""
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
THOUSANDFOLD = ["--set", "clients.users.arrivals.poisson.rate=7000000/s",
                "--set", "web_servers.web.workers=8000",
                "--set", "app_servers.app.workers=24000",
                "--set", "databases.db.connections=32000",
                "--set", "run.interval=10ms", "--duration", "400ms", "--warmup", "100ms"]


def cpu_seconds(command):
    """The CPU time of a command and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime), done.stdout


def site_cost(tiersim, name, options):
    """Nanoseconds a request of a scenario: the whole process, reading and summing up included."""
    seconds, report = cpu_seconds([tiersim, "run", str(HERE / f"{name}.json"), "--quiet",
                                   "--format", "json", *options])
    return seconds * 1e9 / int(re.search(r'"begun": *(\d+)', report).group(1))


def ruler_cost(program, unit, options):
    """Nanoseconds a request as the yardstick program itself measures them."""
    return float(re.search(unit + r"=([0-9.]+)", cpu_seconds([program, *options])[1]).group(1))


def build(folder, source, target):
    subprocess.run(["g++", "-std=c++20", "-O3", str(folder / source), "-o", target], check=True)
    return target


def peak_and_flight(tiersim, factor):
    """The most bytes the process held, and the requests in flight at the end of 60 ms, for a site
    that is `factor` times as large and as loaded."""
    sizes = {"clients.users.arrivals.poisson.rate": f"{7000 * factor}/s",
             "web_servers.web.workers": 8 * factor, "app_servers.app.workers": 24 * factor,
             "databases.db.connections": 32 * factor, "run.interval": "10ms"}
    settings = [word for key, value in sizes.items() for word in ("--set", f"{key}={value}")]
    command = [tiersim, "run", str(HERE / "yardstick.json"), "--quiet", "--format", "json",
               "--duration", "60ms", "--warmup", "0s", *settings]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    report = child.stdout.read()
    _, _, usage = os.wait4(child.pid, 0)
    flying = re.search(r'"in_flight": *(\d+)', report)
    return usage.ru_maxrss * 1024, int(flying.group(1))


def bytes_a_request(tiersim):
    """What each further request in flight adds to the peak."""
    (small, few), (large, many) = (peak_and_flight(tiersim, factor) for factor in (1000, 4000))
    return (large - small) / (many - few)


def main():
    tiersim, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    passes = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as scratch:
        tiers = build(folder, "limit_b2.cpp", scratch + "/tiers")
        queue = build(folder, "limit_a.cpp", scratch + "/queue")
        costs = {key: [] for key in ("tiers", "site", "large", "queue", "mm4")}
        for _ in range(passes):
            costs["tiers"].append(ruler_cost(tiers, "ns/req", ["--mode=bit", "--n=3000000"]))
            costs["site"].append(site_cost(tiersim, "yardstick", []))
            costs["large"].append(site_cost(tiersim, "yardstick", THOUSANDFOLD))
            costs["queue"].append(ruler_cost(queue, "ns/cust", ["--mode=ev", "--n=20000000"]))
            costs["mm4"].append(site_cost(tiersim, "mm4", []))
    cost = {key: statistics.median(values) for key, values in costs.items()}
    rows = [("three tiers / yardstick", "site", "tiers", 1.5),
            ("three tiers, load x 1000 / x 1", "large", "site", 2.5),
            ("M/M/4 / yardstick", "mm4", "queue", 2.5)]
    for title, ours, other, target in rows:
        print(f"{title:32} {cost[ours]:7.1f} ns / {cost[other]:7.1f} ns = "
              f"{cost[ours] / cost[other]:.2f} (target {target})")
    print(f"{'memory a request in flight':32} {bytes_a_request(tiersim):7.0f} bytes (target 256)")


if __name__ == "__main__":
    main()
