// SPDX-License-Identifier: MIT
/// Variants of small configurations on which HAProxy 2.6.12 gave its verdict, each with its reason.
#include "catch.hpp"
#include "haproxy_cfg/reading.hpp"
#include "support/golden.hpp"

using namespace reading;
using tiersim::haproxy::FindingKind;

namespace {

std::string frontend_and_backend(const std::string& in_front, const std::string& in_back,
                                 const std::string& modes = " mode http\n")
{
    return "frontend f\n" + modes + " bind :80\n timeout client 5s\n" + in_front +
           "\nbackend b\n mode http\n timeout connect 5s\n timeout server 5s\n" + in_back + "\n";
}

bool accepts_both(const std::string& in_front, const std::string& in_back)
{
    return read(frontend_and_backend(in_front, in_back)).valid();
}

}  // namespace

TEST_CASE("E09-E: unknown words are refused with the nearest known one", "[haproxy]")
{
    CHECK(refusal(" frobnicate") ==
          "7  frobnicate: unknown keyword 'frobnicate' in section 'listen'");
    CHECK(refusal(" balanse roundrobin") ==
          "7  balanse: unknown keyword 'balanse' in section 'listen'; did you mean \"balance\"?");
    CHECK(refusal(" option foo") == "7  option foo: unknown option 'foo'");
    CHECK(refusal(" option httplgo") ==
          "7  option httplgo: unknown option 'httplgo'; did you mean \"option httplog\"?");
    CHECK(refusal(" server b 127.0.0.1:1 wieght 5") ==
          "7  server: unknown word 'wieght'; did you mean \"weight\"?");
}

TEST_CASE("E09-E: numbers out of range are refused", "[haproxy]")
{
    CHECK_FALSE(accepts(" server b 127.0.0.1:1 weight 257"));
    CHECK_FALSE(accepts(" server b 127.0.0.1:1 rise 0"));
    CHECK_FALSE(accepts(" server b 127.0.0.1:1 inter 0"));
    CHECK_FALSE(accepts(" hash-balance-factor 90"));
    CHECK_FALSE(accepts(" http-reuse foo"));
    CHECK(accepts(" retries -1"));
    CHECK(accepts(" server b 127.0.0.1:1 minconn 9 maxconn 3"));
    CHECK(accepts(" server b 127.0.0.1:1 slowstart 500ms"));
    CHECK(accepts(" bind :80"));
}

TEST_CASE("E09-E: lines in the wrong half of a proxy are ignored, a server is refused", "[haproxy]")
{
    CHECK(accepts_both(" balance source", ""));
    CHECK(accepts_both("", " maxconn 5"));
    CHECK_FALSE(accepts_both(" server a 127.0.0.1:1", ""));
    CHECK_FALSE(accepts_both(" balance frob", ""));
}

TEST_CASE("E09-E: names must be found, and be given once", "[haproxy]")
{
    CHECK_FALSE(accepts(" server a 127.0.0.1:1"));
    CHECK(accepts(" server a 127.0.0.1:1 id 5"));
    CHECK_FALSE(accepts_both(" use_backend nope if TRUE", ""));
    CHECK_FALSE(accepts_both(" default_backend nope", ""));
    CHECK_FALSE(accepts_both(" use_backend b if is_x", ""));
    CHECK_FALSE(accepts_both("", "backend b"));
    CHECK(accepts_both("", "backend f"));
    CHECK_FALSE(accepts(" server b 127.0.0.1:1 track x/a"));
    CHECK_FALSE(accepts(" stick on src"));
    CHECK_FALSE(accepts(" acl x nbsrv(nope) lt 1"));
    CHECK_FALSE(accepts(" use-server zz if TRUE"));
}

TEST_CASE("E09-E: a checked server has a port", "[haproxy]")
{
    CHECK(accepts(" server b 127.0.0.1"));
    CHECK_FALSE(accepts(" server b 127.0.0.1 check"));
    CHECK(accepts(" server b 127.0.0.1 check port 80"));
}

TEST_CASE("E09-E: an http frontend does not lead to a tcp backend", "[haproxy]")
{
    const std::string tcp_back =
        "frontend f\n mode http\n bind :80\n default_backend b\nbackend b\n";
    const std::string tcp_front =
        "frontend f\n bind :80\n default_backend b\nbackend b\n mode http\n";

    CHECK_FALSE(read(tcp_back).valid());
    CHECK(read(tcp_front).valid());
}

TEST_CASE("E09-E: what only http uses is ignored in mode tcp, with a warning", "[haproxy]")
{
    using namespace tiersim::haproxy;
    const Backend made = backend(" mode tcp\n balance uri\n cookie S insert\n http-request deny");

    CHECK(made.balance.algorithm == Algorithm::roundrobin);
    CHECK_FALSE(made.cookie.has_value());
    CHECK(made.rules.http_request.empty());
    CHECK(accepts(" mode tcp\n balance uri\n cookie S insert\n http-request deny"));
    CHECK_FALSE(warning(" mode tcp\n balance uri").empty());
}

TEST_CASE("E09-E: keywords of former versions are refused with what took their place", "[haproxy]")
{
    CHECK(refusal(" reqrep ^a b").find("use 'http-request'") != std::string::npos);
    CHECK(refusal(" block if TRUE").find("use 'http-request deny'") != std::string::npos);
    CHECK(refusal(" clitimeout 5000").find("use 'timeout client'") != std::string::npos);
    CHECK(refusal(" monitor-net 10.0.0.0/8").find("http-request return") != std::string::npos);
    CHECK(refusal(" option forceclose").find("use 'option httpclose'") != std::string::npos);
    CHECK_FALSE(accepts(" option http-tunnel"));
    CHECK_FALSE(accepts(" grace 5s"));
    CHECK_FALSE(read("global\n nbproc 2\n" + listen_with("")).valid());
}

TEST_CASE("missing timeouts are a warning", "[haproxy]")
{
    const auto import = read("listen l\n mode http\n bind :80\n server a 127.0.0.1:1\n");

    CHECK(import.valid());
    CHECK(to_text(import.findings.at(0)) ==
          "1  timeout: listen 'l' has no timeout client connect "
          "server: what hangs there hangs for good");
}

TEST_CASE("a process that listens nowhere is refused", "[haproxy]")
{
    CHECK_FALSE(read("backend b\n server a 127.0.0.1:1\n").valid());
    CHECK_FALSE(read("global\n maxconn 5\n").valid());
    CHECK_FALSE(read("").valid());
}

TEST_CASE("a certificate that is not here is no reason to refuse", "[haproxy]")
{
    const std::string lines = " bind :443 ssl crt /nowhere/x.pem";

    CHECK(accepts(lines));
    CHECK(first(FindingKind::missing_file, lines) ==
          "7  bind: the file /nowhere/x.pem is not here");
    CHECK_FALSE(accepts(" bind :443 ssl"));
}

TEST_CASE("what is left out is named with the consequence, at every use", "[haproxy]")
{
    CHECK(first(FindingKind::not_modelled, " http-request set-path /x") ==
          "7  http-request set-path: requests are not rewritten: later rules, balancing by URI and "
          "caches see them as they came");
    CHECK(first(FindingKind::not_modelled, " bind :81 proto h2").find("HTTP/2") !=
          std::string::npos);
    CHECK(first(FindingKind::not_modelled, " errorfile 503 /x").empty());
    CHECK(first(FindingKind::not_modelled, " option forwardfor").empty());
}

TEST_CASE("a bad configuration is told all that is wrong with it", "[haproxy][golden]")
{
    const std::string text =
        "global\n"
        "    nbproc 4\n"
        "    nbthread 2\n"
        "defaults\n"
        "    mode htp\n"
        "    timeout client 30\n"
        "    timeout conect 5s\n"
        "    timeout server 1.5s\n"
        "    option httplgo\n"
        "frontend web\n"
        "    bind 0.0.0.0\n"
        "    bind :443 ssl crt /nowhere/site.pem alpn h2,http/1.1\n"
        "    acl static path_bgn /static\n"
        "    acl busy be_conn(ap) gt 100\n"
        "    use_backend sorry if busy\n"
        "    use_backend files if statc\n"
        "    http-request deny deny_status 42\n"
        "    http-request set-path /x\n"
        "    compression algo gzip\n"
        "    default_backend ap\n"
        "backend app\n"
        "    balance leastcon\n"
        "    maxconn 100\n"
        "    hash-balance-factor 90\n"
        "    server a 10.0.0.1:80 chek weight 300\n"
        "    server a 10.0.0.2:80 inter 0 track nobody\n"
        "    stick on src\n"
        "    http-request deny if { path \"/x }\n";
    const std::string said = to_text(read(text));

    CHECK(said == golden::approved("errors/haproxy-cfg.txt", said));
}
