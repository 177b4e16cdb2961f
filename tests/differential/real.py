# SPDX-License-Identifier: MIT
"""Plays a case against the real HAProxy on loopback: its servers, its requests, what happens to the
servers meanwhile; and reads the log."""
import asyncio
import dataclasses
import math
import os
import re
import signal
import socket
import tempfile
import time
import typing

from farm import Server

REQUEST = re.compile(
    r"(?P<stamp>\S+) (?P<client>\S+):\d+ \[(?P<date>[^\]]+)\] (?P<frontend>\S+) "
    r"(?P<backend>[^/ ]+)/(?P<server>\S+) "
    r"(?P<TR>-?\d+)/(?P<Tw>-?\d+)/(?P<Tc>-?\d+)/(?P<Tr>-?\d+)/(?P<Ta>-?\d+) "
    r"(?P<status>-?\d+) (?P<bytes>\d+) \S+ \S+ (?P<ending>\S{4}) "
    r"(?P<ac>\d+)/(?P<fc>\d+)/(?P<bc>\d+)/(?P<sc>\d+)/(?P<retries>\+?\d+) "
    r"(?P<sq>\d+)/(?P<bq>\d+) \"(?P<line>[^\"]*)\"")
CHANGE = re.compile(r"(?P<stamp>\S+) Server (?P<backend>[^/ ]+)/(?P<server>\S+) is "
                    r"(?P<state>UP|DOWN)[.,]")
CHECK = re.compile(r"(?P<stamp>\S+) Health check for server (?P<backend>[^/ ]+)/(?P<server>\S+) "
                   r"\S+, reason: (?P<reason>[^,]+),")


class Change(typing.NamedTuple):
    """What HAProxy came to believe of a server."""
    at: float     # milliseconds
    server: str
    state: str
    seen: bool = False  # By what became of requests, and not by a check.


class Played(typing.NamedTuple):
    """How a case went."""
    case: object    # With the times at which things really happened.
    requests: dict  # By number, as HAProxy logged them.
    changes: list
    first_checks: dict  # By server: when its first check was over.
    until: float        # When HAProxy was stopped.


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PortTaken(Exception):
    """The port on which HAProxy was to listen."""


class Process:
    """A HAProxy in the foreground, with a command socket and its log on its output."""

    def __init__(self, configuration, folder):
        self.path = os.path.join(folder, "haproxy.cfg")
        self.commands = os.path.join(folder, "commands")
        self.log = os.path.join(folder, "log")
        with open(self.path, "w", encoding="ascii") as file:
            file.write(configuration.replace("COMMANDS", self.commands))
        self.child = None

    async def start(self):
        with open(self.log, "wb") as log:
            self.child = await asyncio.create_subprocess_exec(
                "haproxy", "-db", "-f", self.path, stdout=log, stderr=log)
        for _ in range(300):
            try:
                await self.command("show info")
                return
            except OSError:
                if self.child.returncode is not None:
                    break
                await asyncio.sleep(0.01)
        with open(self.log, encoding="utf-8", errors="replace") as log:
            said = log.read()
        if "Address already in use" in said:
            raise PortTaken
        raise RuntimeError("haproxy did not start:\n" + said)

    async def command(self, words):
        reader, writer = await asyncio.open_unix_connection(self.commands)
        writer.write(words.encode() + b"\n")
        answer = await reader.read()
        writer.close()
        return answer.decode()

    async def stop(self):
        if self.child is not None and self.child.returncode is None:
            self.child.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self.child.wait(), 2.0)
            except asyncio.TimeoutError:
                self.child.kill()
                await self.child.wait()


class Browser:
    """A user, who keeps connections for later requests."""

    def __init__(self, port, most):
        self.port, self.most, self.idle = port, most, []

    async def ask(self, request):
        try:
            await self.ask_by(await self.connection(request), request)
        except (OSError, asyncio.IncompleteReadError):
            pass  # What HAProxy did is in its log.

    async def connection(self, request):
        """The latest that is idle and that HAProxy has not closed, else a new one."""
        while self.idle:
            reader, writer, used = self.idle.pop()
            if not reader.at_eof():
                return reader, writer, used
            writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request.proxy().encode())
        return reader, writer, 0

    async def ask_by(self, connection, request):
        reader, writer, used = connection
        writer.write(request.text(stays=True).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"content-length: (\d+)", head)
        await reader.readexactly(int(length.group(1)) if length else 0)
        if b"connection: close" in head or used + 1 == self.most:
            writer.close()
        else:
            self.idle.append((reader, writer, used + 1))


async def ask(port, request):
    """One request on a connection of its own, until HAProxy closes it."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write((request.proxy() + request.text()).encode())
        await reader.read()
        writer.close()
    except OSError:
        pass  # What HAProxy did is in its log.


async def perform(process, servers, action):
    if action.verb == "command":
        said = (await process.command(action.argument)).strip()
        if said:
            raise RuntimeError(f"{action.argument}: {said}")
    else:
        await servers[action.server].become(action.argument)


def seconds_of(stamp):
    """The Unix time of an ISO stamp of today's log, in its own zone."""
    whole, rest = stamp.split(".")
    return time.mktime(time.strptime(whole, "%Y-%m-%dT%H:%M:%S")) + float("0." + rest[:6])


def read_log(path, start):
    """Requests by their numbers, changes of state, and when each server's first check was over; by
    milliseconds from `start`."""
    requests, changes, reasons, firsts = {}, [], {}, {}
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            if found := REQUEST.match(line):
                number = int(re.search(r"[?&]n=(\d+)", found["line"]).group(1))
                requests[number] = found.groupdict()
            elif found := CHECK.match(line):
                reasons[found["server"]] = found["reason"]
                firsts.setdefault(found["server"], (seconds_of(found["stamp"]) - start) * 1000.0)
            elif found := CHANGE.match(line):
                at = (seconds_of(found["stamp"]) - start) * 1000.0
                changes.append(Change(at, found["server"], found["state"],
                                      "Health analysis" in reasons.get(found["server"], "")))
    return requests, changes, firsts


async def first_check(log):
    """When the first health check ended, by the clock on the wall; with it the schedule begins."""
    for _ in range(300):
        with open(log, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if found := CHECK.match(line):
                    return seconds_of(found["stamp"])
        await asyncio.sleep(0.01)
    raise RuntimeError("no health check ended")


async def play(case):
    """What the real HAProxy makes of the case."""
    for _ in range(5):
        try:
            return await play_once(case)
        except PortTaken:
            pass  # By somebody else, since it was found free.
    raise RuntimeError("no port is free")


def as_it_was(case, sent, acted, servers):
    """The case with the times at which things really happened; this machine may have been late."""
    held = {number: hold for server in servers.values() for number, hold in server.held.items()}
    requests = [dataclasses.replace(request, at=sent[request.number],
                                    hold=held.get(request.number, request.hold))
                for request in case.requests]
    actions = [dataclasses.replace(action, at=acted[i]) for i, action in enumerate(case.actions)]
    return dataclasses.replace(case, requests=requests, actions=actions)


async def play_once(case):
    servers = {name: Server(name) for name in case.server_names()}
    loop = asyncio.get_running_loop()
    sent, acted = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        front = free_port()
        ports = {name: server.port for name, server in servers.items()}
        process = Process(case.configuration(front, ports), folder)
        for server in servers.values():
            await server.listen()
        try:
            await process.start()
            # Ramps go by whole seconds of the clock on the wall, and so does a case.
            wall = math.ceil(time.time() + 0.05)
            begin = loop.time() + wall - time.time()
            if case.checked:
                wall = await first_check(process.log)
                begin = loop.time() + wall - time.time()

            def elapsed():
                return (loop.time() - begin) * 1000.0

            browsers = {request.user: Browser(front, case.most) for request in case.requests}

            async def send(request):
                await asyncio.sleep((request.at - elapsed()) / 1000.0)
                sent[request.number] = elapsed()
                if case.kept:
                    await browsers[request.user].ask(request)
                else:
                    await ask(front, request)

            async def act(number, action):
                await asyncio.sleep((action.at - elapsed()) / 1000.0)
                await perform(process, servers, action)
                acted[number] = elapsed()

            await asyncio.gather(*map(send, case.requests),
                                 *(act(i, action) for i, action in enumerate(case.actions)))
            await asyncio.sleep(0.05)
            until = elapsed()
        finally:
            await process.stop()
            for server in servers.values():
                server.stop()
        return Played(as_it_was(case, sent, acted, servers), *read_log(process.log, wall), until)
