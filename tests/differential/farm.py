# SPDX-License-Identifier: MIT
"""Servers on loopback that do as they are told: answer after as long as a request says, answer with
an error, refuse, or hang."""
import asyncio
import re
import socket

HOLD = re.compile(rb"[?&]hold=(\d+)")
NUMBER = re.compile(rb"[?&]n=(\d+)")


class Talk(asyncio.Protocol):
    """One connection to a server."""

    def __init__(self, server):
        self.server, self.transport, self.received = server, None, b""

    def connection_made(self, transport):
        self.transport = transport
        self.server.talks.add(self)

    def connection_lost(self, _):
        self.server.talks.discard(self)

    def data_received(self, data):
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, self.received = self.received.split(b"\r\n\r\n", 1)
            self.server.asked(self, head)

    def answer(self, status):
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 %d X\r\nContent-Length: 2\r\n\r\nok" % status)


class Server:
    """One server; `mode` is ok, errors, hangs or dead."""

    def __init__(self, name):
        self.name, self.mode, self.talks, self.listener = name, "ok", set(), None
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.checks = []  # When health checks came, by the clock of the loop.
        self.held = {}    # Milliseconds that requests really took here, by their numbers.

    async def listen(self):
        loop = asyncio.get_running_loop()
        if self.socket is None:
            self.socket = socket.socket()
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self.socket.bind(("127.0.0.1", self.port))
        self.listener = await loop.create_server(lambda: Talk(self), sock=self.socket, backlog=256)

    async def become(self, mode):
        """Dead: refuses, and what it had in hand is reset."""
        was, self.mode = self.mode, mode
        if mode == "dead" and was != "dead":
            self.listener.close()
            self.socket = None
            for talk in list(self.talks):
                talk.transport.abort()
        elif was == "dead" and mode != "dead":
            await self.listen()

    def asked(self, talk, head):
        loop = asyncio.get_running_loop()
        if b" /health" in head.split(b"\r\n", 1)[0]:
            self.checks.append(loop.time())
            return None if self.mode == "hangs" else talk.answer(self.status())
        if self.mode == "hangs":
            return None
        if self.mode == "errors":
            return talk.answer(500)
        hold = int(HOLD.search(head).group(1))
        number = int(NUMBER.search(head).group(1))
        return loop.call_later(hold / 1000.0, self.work_done, talk, number, loop.time())

    def work_done(self, talk, number, began):
        if self.mode in ("ok", "errors"):
            self.held[number] = (asyncio.get_running_loop().time() - began) * 1000.0
            talk.answer(200)

    def status(self):
        return 500 if self.mode == "errors" else 200

    def stop(self):
        if self.listener is not None:
            self.listener.close()
        for talk in list(self.talks):
            talk.transport.abort()
