// SPDX-License-Identifier: MIT
/// What it costs to read a large haproxy.cfg: 3 MB, 3,000 backends.
#include "tiersim/io/haproxy_config.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace {

std::string backend(int number)
{
    const std::string name = "app-" + std::to_string(number);
    std::string text =
        "backend " + name + "\n    description The service " + name +
        " of a large site, as a generator of configurations writes it\n"
        "    balance leastconn\n    option httpchk GET /health\n"
        "    http-check expect status 200\n    option redispatch 1\n"
        "    timeout server 30s\n    timeout queue 2s\n"
        "    cookie SRV insert indirect nocache\n"
        "    acl busy queue(" +
        name +
        ") gt 100\n"
        "    http-request deny deny_status 503 if busy\n"
        "    default-server check inter 2s fastinter 500ms rise 2 fall 3 maxconn 100\n";
    for (int i = 1; i <= 6; ++i) {
        const std::string host = std::to_string(i);
        text += "    server " + name + "-" + host + " 10." + std::to_string(number / 250) + "." +
                std::to_string(number % 250) + "." + host + ":8080 cookie c" + host +
                " weight 10 slowstart 30s\n";
    }
    return text;
}

/// A frontend that chooses among `backends` by the host's name.
std::string site(int backends)
{
    std::string text =
        "global\n    maxconn 100000\ndefaults\n    mode http\n    timeout client 30s\n"
        "    timeout connect 5s\n    timeout server 30s\nfrontend web\n    bind :80\n";
    for (int i = 0; i < backends; ++i) {
        const std::string name = "app-" + std::to_string(i);
        text += "    acl is-" + name + " hdr(host) -i " + name + ".example.com\n";
    }
    for (int i = 0; i < backends; ++i) {
        const std::string name = "app-" + std::to_string(i);
        text += "    use_backend " + name + " if is-" + name + "\n";
    }
    for (int i = 0; i < backends; ++i)
        text += backend(i);
    return text;
}

void read_large_config(benchmark::State& state)
{
    const std::string text = site(static_cast<int>(state.range(0)));
    for ([[maybe_unused]] auto pass : state) {
        const auto import = tiersim::haproxy::read_haproxy_text(text);
        if (!import.accepted()) state.SkipWithError("it is refused");
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
    state.counters["bytes"] = static_cast<double>(text.size());
}

}  // namespace

BENCHMARK(read_large_config)->Arg(3000)->Unit(benchmark::kMillisecond);
