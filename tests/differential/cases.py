# SPDX-License-Identifier: MIT
"""Random cases: a configuration, the times at which requests come and how long each takes a server,
and what happens to the servers meanwhile. All from a seed."""
import dataclasses
import random

ALGORITHMS = ["roundrobin", "static-rr", "leastconn", "first", "random(1)", "random(2)", "source",
              "uri", "hdr(x-key)", "url_param key"]
HASHES = {"source", "uri", "hdr(x-key)", "url_param key"}
STATIC = {"static-rr"}
LAST_ARRIVAL = 3000  # milliseconds


@dataclasses.dataclass
class Request:
    number: int
    at: int    # milliseconds from the start
    hold: int  # milliseconds that a server takes
    key: str
    cookie: str = ""
    user: int = 1  # whose address is 10.0.0.`user`

    def path(self):
        return f"/{self.key}?key={self.key}"

    def proxy(self):
        """What says at the beginning of a connection whose it is."""
        return f"PROXY TCP4 10.0.0.{self.user} 127.0.0.1 1024 80\r\n"

    def text(self, stays=False):
        cookie = f"Cookie: SRV={self.cookie}\r\n" if self.cookie else ""
        close = "" if stays else "Connection: close\r\n"
        return (f"GET {self.path()}&n={self.number}&hold={self.hold} HTTP/1.1\r\nHost: site\r\n"
                f"X-Key: {self.key}\r\n{cookie}{close}\r\n")


@dataclasses.dataclass
class Action:
    at: int
    verb: str      # "command": of the command socket; "server": what becomes of a server
    server: str
    argument: str


@dataclasses.dataclass
class Case:
    seed: int
    family: str
    backend: list   # lines
    servers: dict   # name: words
    requests: list
    actions: list
    defaults: list = dataclasses.field(default_factory=list)
    checked: bool = False
    frontend: list = dataclasses.field(default_factory=list)
    kept: bool = False  # Clients keep their connections ...
    most: int = 0       # ... for that many requests; 0: for all.

    def server_names(self):
        return list(self.servers)

    def configuration(self, front, ports):
        """The haproxy.cfg; COMMANDS stands for the path of the command socket. Clients come by the
        PROXY protocol, which lets them have addresses that this machine has not."""
        lines = ["global", "    nbthread 1", "    log stdout len 8192 format iso local0",
                 "    stats socket COMMANDS level admin", "defaults", "    mode http",
                 "    log global", "    option httplog", "    timeout connect 1s",
                 "    timeout client 20s", "    timeout server 20s", "    timeout queue 20s"]
        lines += ["    " + line for line in self.defaults]
        if self.checked:
            lines.append("    option log-health-checks")
        lines += ["frontend fe", f"    bind 127.0.0.1:{front} accept-proxy", "    default_backend be"]
        lines += ["    " + line for line in self.frontend] + ["backend be"]
        lines += ["    " + line for line in self.backend]
        lines += [f"    server {name} 127.0.0.1:{ports[name]} {words}".rstrip()
                  for name, words in self.servers.items()]
        return "\n".join(lines) + "\n"


def requests(draw, count, last=LAST_ARRIVAL, longest=1200):
    """At `count` different milliseconds."""
    times = sorted(draw.sample(range(200, last), count))
    return [Request(number, at, draw.randint(100, longest), f"k{draw.randint(0, 9)}",
                    user=draw.randint(1, 9))
            for number, at in enumerate(times)]


def balance_lines(draw, algorithm):
    lines = [f"balance {algorithm}"]
    if algorithm in HASHES:
        kind = draw.choice(["map-based", "consistent"])
        function = draw.choice(["", " sdbm", " djb2", " wt6", " crc32"])
        change = draw.choice(["", " avalanche"]) if function else ""
        lines.append(f"hash-type {kind}{function}{change}")
        if kind == "consistent" and draw.random() < 0.3:
            lines.append(f"hash-balance-factor {draw.choice([110, 150, 200])}")
    return lines


def server_words(draw, count, limit):
    words = {}
    for i in range(1, count + 1):
        weight = f"weight {draw.randint(1, 5)}" if draw.random() < 0.7 else ""
        maxconn = f"maxconn {limit}" if limit else ""
        words[f"s{i}"] = " ".join(word for word in (weight, maxconn) if word)
    return words


def saturation(draw, seed):
    """Servers with few places, and more requests than those."""
    algorithm = draw.choice(ALGORITHMS)
    backend = balance_lines(draw, algorithm)
    words = server_words(draw, draw.randint(2, 4), draw.choice([0, 1, 1, 2]))
    if draw.random() < 0.3:
        backend.append("timeout queue 600")
    if draw.random() < 0.3:
        words = {name: word + " maxqueue 1" for name, word in words.items()}
        if draw.random() < 0.5:
            backend.append("option redispatch")
    return Case(seed, "saturation", backend, words, requests(draw, draw.randint(12, 18)), [])


def dynamic_limit(draw, seed):
    """minconn and fullconn: the limit follows the load."""
    backend = [f"balance {draw.choice(['roundrobin', 'leastconn', 'first'])}",
               f"fullconn {draw.randint(4, 10)}"]
    words = {f"s{i}": f"minconn 1 maxconn {draw.randint(2, 4)}" for i in (1, 2)}
    return Case(seed, "dynamic limit", backend, words, requests(draw, 16), [])


def operator(draw, seed):
    """Weights changed, servers drained, taken out and brought back by command."""
    algorithm = draw.choice(ALGORITHMS)
    backend = balance_lines(draw, algorithm)
    static = algorithm in STATIC or "map-based" in " ".join(backend)
    count = draw.randint(2, 4)
    words = server_words(draw, count, draw.choice([0, 1, 2]))
    actions = []
    for at in sorted(draw.sample(range(300, LAST_ARRIVAL), draw.randint(2, 5))):
        server = f"s{draw.randint(1, count)}"
        verb = draw.choice(["weight", "drain", "maint", "ready", "ready"])
        if verb == "weight":
            weight = draw.choice(["0", "100%"] if static else ["0", "1", "2", "7", "50%", "100%"])
            actions.append(Action(at, "command", server, f"set weight be/{server} {weight}"))
        else:
            actions.append(Action(at, "command", server, f"set server be/{server} state {verb}"))
    if draw.random() < 0.5:
        backend.append("option redispatch")
    return Case(seed, "operator", backend, words, requests(draw, 14), actions)


def death(draw, seed):
    """A server dies and refuses, without health checks; retries and redispatch."""
    algorithm = draw.choice(ALGORITHMS)
    backend = balance_lines(draw, algorithm)
    retries = draw.randint(0, 3)
    backend.append(f"retries {retries}")
    if draw.random() < 0.6:
        # With retries + 1 + interval = 0 HAProxy divides by zero at the first retry, and dies.
        interval = draw.choice(["", " 1", " 2"] + ([" -2"] if retries > 1 else []))
        backend.append("option redispatch" + interval)
    count = draw.randint(1, 3)
    words = server_words(draw, count, draw.choice([0, 1, 2]))
    fallen = f"s{draw.randint(1, count)}"
    begin = draw.randint(300, 1500)
    actions = [Action(begin, "server", fallen, "dead"),
               Action(begin + draw.randint(500, 2000), "server", fallen, "ok")]
    return Case(seed, "death", backend, words, requests(draw, 10), actions)


def cookies(draw, seed):
    """Requests bound to servers by a cookie, of which one may be out or dead."""
    backend = ["balance roundrobin", "cookie SRV insert indirect nocache"]
    for option in ("option redispatch", "option persist"):
        if draw.random() < 0.4:
            backend.append(option)
    count = draw.randint(2, 3)
    words = {name: f"{word} cookie c{name[1]}"
             for name, word in server_words(draw, count, draw.choice([0, 1, 2])).items()}
    asked = requests(draw, 14)
    for request in asked:
        if draw.random() < 0.6:
            request.cookie = f"c{draw.randint(1, count + 1)}"
    actions = []
    if draw.random() < 0.7:
        server = f"s{draw.randint(1, count)}"
        state = draw.choice(["drain", "maint"])
        begin = draw.randint(300, 1500)
        actions = [Action(begin, "command", server, f"set server be/{server} state {state}"),
                   Action(begin + 900, "command", server, f"set server be/{server} state ready")]
    return Case(seed, "cookies", backend, words, asked, actions)


def backups(draw, seed):
    """Backups take over when all others are out."""
    algorithm = draw.choice(["roundrobin", "static-rr", "leastconn", "first", "uri"])
    backend = [f"balance {algorithm}"]
    if draw.random() < 0.5:
        backend.append("option allbackups")
    words = server_words(draw, 4, draw.choice([0, 1, 2]))
    for name in ("s3", "s4"):
        words[name] += " backup"
    begin = draw.randint(300, 1200)
    actions = [Action(begin, "command", "s1", "set server be/s1 state maint"),
               Action(begin + draw.randint(50, 600), "command", "s2",
                      "set server be/s2 state maint"),
               Action(begin + draw.randint(900, 1600), "command", "s1",
                      "set server be/s1 state ready")]
    return Case(seed, "backups", backend, words, requests(draw, 14), actions)


def checks(draw, seed):
    """A server that dies, hangs or fails under health checks, and comes back."""
    inter = draw.choice([200, 300])
    rise, fall = draw.randint(1, 3), draw.randint(1, 3)
    pace = f" fastinter {inter // 2}" if draw.random() < 0.4 else ""
    backend = [f"balance {draw.choice(['roundrobin', 'leastconn'])}",
               "option httpchk GET /health",
               f"default-server inter {inter} rise {rise} fall {fall}{pace}",
               "retries 2", "option redispatch"]
    words = {name: f"{word} check" for name, word in server_words(draw, 3, 0).items()}
    begin = draw.randint(700, 1200)
    server = f"s{draw.randint(1, 3)}"
    actions = [Action(begin, "server", server, draw.choice(["dead", "errors"])),
               Action(begin + draw.randint(1500, 2200), "server", server, "ok")]
    return Case(seed, "checks", backend, words, requests(draw, 12, 4000, 400), actions,
                checked=True)


def slow_start(draw, seed):
    """A server comes back, and its weight and limit grow second by second."""
    backend = [f"balance {draw.choice(['roundrobin', 'leastconn'])}"]
    words = {"s1": "weight 4 slowstart 4s maxconn 4", "s2": "weight 4 maxconn 4"}
    actions = [Action(draw.randint(250, 350), "command", "s1", "set server be/s1 state maint"),
               Action(draw.randint(500, 900), "command", "s1", "set server be/s1 state ready")]
    return Case(seed, "slow start", backend, words, requests(draw, 16, 4500, 900), actions)


def errors(draw, seed):
    """A server answers with errors at once; such answers are retried, or not."""
    backend = [f"balance {draw.choice(['roundrobin', 'leastconn', 'first'])}",
               f"retries {draw.randint(0, 3)}"]
    if draw.random() < 0.6:
        backend.append("retry-on " + draw.choice(["500", "conn-failure 500",
                                                  "all-retryable-errors"]))
    if draw.random() < 0.6:
        backend.append("option redispatch")
    words = server_words(draw, draw.randint(1, 3), draw.choice([0, 2]))
    actions = [Action(draw.randint(300, 1000), "server", "s1", "errors"),
               Action(draw.randint(1500, 2500), "server", "s1", "ok")]
    return Case(seed, "errors", backend, words, requests(draw, 14), actions)


def fate(draw, server, what, begin, least, most):
    """What becomes of the server, and that it is well again after a while."""
    return [Action(begin, "server", server, what),
            Action(begin + draw.randint(least, most), "server", server, "ok")]


def hanging(draw, seed):
    """A server accepts and says nothing, without health checks; waits end by timeout server."""
    algorithm = draw.choice(ALGORITHMS)
    backend = balance_lines(draw, algorithm)
    longest = draw.choice([400, 700])
    backend += [f"timeout server {longest}", f"retries {draw.randint(0, 3)}"]
    if draw.random() < 0.5:
        backend.append("retry-on " + draw.choice(["response-timeout", "all-retryable-errors",
                                                  "conn-failure response-timeout"]))
    if draw.random() < 0.6:
        backend.append("option redispatch")
    count = draw.randint(1, 3)
    words = server_words(draw, count, draw.choice([0, 1, 2]))
    actions = fate(draw, f"s{draw.randint(1, count)}", "hangs", draw.randint(300, 1200), 600, 2000)
    return Case(seed, "hanging", backend, words, requests(draw, 12, longest=longest), actions)


def silence(draw, seed):
    """The host of a server is gone: nothing is refused, nothing is answered; without checks."""
    algorithm = draw.choice(ALGORITHMS)
    backend = balance_lines(draw, algorithm)
    backend += [f"timeout connect {draw.choice([200, 400, 700])}", "timeout server 900",
                "timeout queue 3s", f"retries {draw.randint(0, 3)}"]
    if draw.random() < 0.6:
        backend.append("option redispatch" + draw.choice(["", " 1", " 2"]))
    count = draw.randint(1, 3)
    words = server_words(draw, count, draw.choice([0, 1, 2]))
    actions = fate(draw, f"s{draw.randint(1, count)}", "silent", draw.randint(300, 1200), 500, 2000)
    return Case(seed, "silence", backend, words, requests(draw, 12, longest=800), actions)


def checks_unheard(draw, seed):
    """A server that hangs or falls silent under health checks, with and without timeout check."""
    inter = draw.choice([200, 300])
    rise, fall = draw.randint(1, 3), draw.randint(1, 3)
    pace = f" fastinter {inter // 2}" if draw.random() < 0.4 else ""
    pace += f" downinter {inter * 2}" if draw.random() < 0.3 else ""
    what = draw.choice(["hangs", "silent"])
    backend = [f"balance {draw.choice(['roundrobin', 'leastconn'])}",
               f"default-server inter {inter} rise {rise} fall {fall}{pace}",
               f"timeout connect {draw.choice([150, 500])}", "timeout server 700",
               f"retries {draw.randint(0, 2)}"]
    backend.append("option httpchk GET /health")
    if draw.random() < 0.5:
        # One shorter than the time to connect is late in 2.6.12.
        backend.append(f"timeout check {draw.choice([inter + 50, 2 * inter])}")
    if draw.random() < 0.6:
        backend.append("option redispatch")
    words = {name: f"{word} check" for name, word in server_words(draw, 3, 0).items()}
    actions = fate(draw, f"s{draw.randint(1, 3)}", what, draw.randint(700, 1200), 1800, 2500)
    return Case(seed, "checks unheard", backend, words, requests(draw, 12, 4500, 400), actions,
                checked=True)


def observed(draw, seed):
    """A server answers with errors, and requests tell before checks do; or checks never do."""
    backend = [f"balance {draw.choice(['roundrobin', 'leastconn', 'first'])}",
               f"retries {draw.randint(0, 2)}"]
    asks = draw.random() < 0.5
    if asks:
        backend.append("option httpchk GET /health")
    if draw.random() < 0.5:
        backend.append("option redispatch")
    pace = " fastinter 250" if draw.random() < 0.5 else ""
    error = draw.choice(["", " on-error fastinter", " on-error fail-check",
                         " on-error sudden-death", " on-error mark-down"])
    shut = " on-marked-down shutdown-sessions" if draw.random() < 0.3 else ""
    backend.append(f"default-server inter {draw.choice([900, 1400])} rise 2 fall {draw.randint(1, 3)}"
                   f"{pace} observe layer7 error-limit {draw.randint(1, 3)}{error}{shut}")
    words = {name: f"{word} check" for name, word in server_words(draw, 2, 0).items()}
    what = draw.choice(["errors", "errors", "dead"])
    actions = fate(draw, f"s{draw.randint(1, 2)}", what, draw.randint(400, 900), 1500, 2500)
    return Case(seed, "observed", backend, words, requests(draw, 16, 4000, 300), actions,
                checked=True)


def keep_alive(draw, seed):
    """Clients that keep their connections, while HAProxy may close them, and servers die."""
    backend = [f"balance {draw.choice(['roundrobin', 'leastconn', 'first', 'random(2)', 'source'])}",
               f"http-reuse {draw.choice(['never', 'safe', 'aggressive', 'always'])}",
               f"retries {draw.randint(0, 2)}", "timeout queue 900"]
    if draw.random() < 0.4:
        backend.append("option prefer-last-server")
    if draw.random() < 0.4:
        backend.append("option redispatch")
    if draw.random() < 0.3:
        backend.append("option " + draw.choice(["http-server-close", "httpclose"]))
    frontend = []
    if draw.random() < 0.3:
        frontend.append("option " + draw.choice(["http-server-close", "httpclose"]))
    crowded = draw.random() < 0.4
    if crowded or draw.random() < 0.4:
        frontend.append(f"timeout http-keep-alive {draw.choice([150, 300, 600])}")
    if crowded:
        frontend += [f"maxconn {draw.randint(2, 4)}", "backlog 100"]
    count = draw.randint(1, 3)
    words = server_words(draw, count, draw.choice([0, 1, 2]))
    actions = []
    if draw.random() < 0.5:
        actions = fate(draw, f"s{draw.randint(1, count)}", draw.choice(["dead", "hangs", "errors"]),
                       draw.randint(600, 1500), 500, 1200)
        backend.append("timeout server 500")
    asked = requests(draw, 16, longest=450)
    for request in asked:
        request.user = draw.randint(1, 4)
    return Case(seed, "keep-alive", backend, words, asked, actions, frontend=frontend, kept=True,
                most=draw.choice([0, 0, 2]))


def shifted(case, requests_by, actions_by):
    """The case with all that happens to servers a little later, and with every other request later
    and the rest earlier."""
    moved = [dataclasses.replace(request, at=request.at + (-1) ** request.number * requests_by)
             for request in case.requests]
    acted = [dataclasses.replace(action, at=action.at + actions_by) for action in case.actions]
    return dataclasses.replace(case, requests=moved, actions=acted)


def nearly(case):
    """The case as it might have been on a machine that is late now and then."""
    return [shifted(case, 0, 6), shifted(case, 0, -6), shifted(case, 3, 0), shifted(case, -3, 0)]


FAMILIES = [saturation, dynamic_limit, operator, death, cookies, backups, checks, slow_start, errors,
            hanging, silence, checks_unheard, observed, keep_alive]


def case(seed):
    """The case of this seed."""
    draw = random.Random(seed)
    return FAMILIES[seed % len(FAMILIES)](draw, seed)
