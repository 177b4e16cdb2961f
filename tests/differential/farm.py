# SPDX-License-Identifier: MIT
"""Servers on loopback that do as they are told: answer after as long as a request says, answer with
an error, refuse, hang (accept, and say nothing until they move again), or fall silent as a host does
that has lost its power."""
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
    """One server; `mode` is ok, errors, hangs, silent or dead."""

    def __init__(self, name):
        self.name, self.mode, self.talks, self.listener = name, "ok", set(), None
        self.socket, self.port = None, 0
        self.take_address()
        self.life = 0      # What was in hand in a former one is lost.
        self.parked = []   # What came while it hung, and waits for it to move again.
        self.fillers = []  # Connections that nobody accepts, and that leave no room for others.
        self.held = {}     # Milliseconds that requests really took here, by their numbers.

    def take_address(self):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", self.port))
        self.port = self.socket.getsockname()[1]

    async def listen(self):
        loop = asyncio.get_running_loop()
        if self.socket is None:
            self.take_address()
        # The loop closes what it is given; the address stays ours.
        self.listener = await loop.create_server(lambda: Talk(self), sock=self.socket.dup(),
                                                 backlog=256)

    async def become(self, mode):
        """Dead: refuses, and what it had in hand is reset. Silent: nobody hears of it any more."""
        was, self.mode = self.mode, mode
        if mode in ("dead", "silent"):
            self.life += 1
            self.parked.clear()
            self.listener.close()
        if mode == "dead":
            self.socket.close()
            self.socket = None
            for talk in list(self.talks):
                talk.transport.abort()
        elif mode == "silent":
            self.fill()
        elif was in ("dead", "silent"):
            await self.listen()
            self.empty()
        elif was == "hangs":
            for what, *arguments in self.take_parked():
                what(*arguments)

    def fill(self):
        """The line for connections gets no longer, and is full: the kernel drops all that ask."""
        self.socket.listen(0)
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", self.port))
            self.fillers.append(filler)

    def empty(self):
        while self.fillers:
            self.fillers.pop().close()

    def take_parked(self):
        parked, self.parked = self.parked, []
        return parked

    def asked(self, talk, head):
        check = b" /health" in head.split(b"\r\n", 1)[0]
        if self.mode == "silent":
            return
        if self.mode == "hangs":
            self.parked.append((self.deal_with, talk, head, check))
        else:
            self.deal_with(talk, head, check)

    def deal_with(self, talk, head, check):
        loop = asyncio.get_running_loop()
        if check or self.mode == "errors":
            talk.answer(500 if self.mode == "errors" else 200)
            return
        hold = int(HOLD.search(head).group(1))
        number = int(NUMBER.search(head).group(1))
        loop.call_later(hold / 1000.0, self.work_done, talk, number, loop.time(), self.life)

    def work_done(self, talk, number, began, life):
        if life != self.life:
            return
        self.held[number] = (asyncio.get_running_loop().time() - began) * 1000.0
        if self.mode == "hangs":
            self.parked.append((talk.answer, 200))
        else:
            talk.answer(200)

    def stop(self):
        if self.listener is not None:
            self.listener.close()
        if self.socket is not None:
            self.socket.close()
        self.empty()
        for talk in list(self.talks):
            talk.transport.abort()
