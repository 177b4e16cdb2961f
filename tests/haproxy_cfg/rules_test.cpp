// SPDX-License-Identifier: MIT
/// ACLs, conditions, and the rules that hang on them.
#include "catch.hpp"
#include "haproxy_cfg/reading.hpp"

using namespace reading;
using namespace tiersim::haproxy;

namespace {

/// The test of an ACL that is written as `expression`.
Test test_of(const std::string& expression)
{
    return backend(" acl x " + expression).acls.at(0).tests.at(0);
}

Condition condition_of(const std::string& words)
{
    return backend(" acl a path /a\n acl b path /b\n http-request deny " + words)
        .rules.http_request.at(0)
        .when;
}

}  // namespace

TEST_CASE("an ACL tests a sample by the method that its keyword or -m names", "[haproxy]")
{
    CHECK(test_of("path /a /b").patterns == std::vector<std::string>{"/a", "/b"});
    CHECK(test_of("path /a").match == Match::exact);
    CHECK(test_of("path_beg /a").match == Match::prefix);
    CHECK(test_of("hdr_dom(host) a.b").match == Match::domain);
    CHECK(test_of("path -m end .png").match == Match::suffix);
    CHECK(test_of("path -m found").match == Match::found);
    CHECK(test_of("hdr(host) -i A").ignore_case);
    CHECK(test_of("path -- -x").patterns == std::vector<std::string>{"-x"});
}

TEST_CASE("a sample has arguments and converters", "[haproxy]")
{
    const Test test = test_of("hdr(X-A,2),lower -m beg v");

    CHECK(test.sample.fetch == Fetch::header);
    CHECK(test.sample.arguments == std::vector<std::string>{"X-A", "2"});
    CHECK(test.sample.converters == std::vector<Converter>{{.kind = ConverterKind::lower}});
    CHECK(test.match == Match::prefix);
    CHECK(test_of("sc_http_req_rate(1) gt 5").sample.track == 1);
    CHECK(test_of("sc2_conn_cur gt 5").sample.counter == Counter::conn_cur);
}

TEST_CASE("numbers are compared by operators and ranges", "[haproxy]")
{
    CHECK(test_of("dst_port 80").ranges == std::vector<Range>{{.least = 80, .most = 80}});
    CHECK(test_of("dst_port 80:90").ranges == std::vector<Range>{{.least = 80, .most = 90}});
    CHECK(test_of("be_conn gt 5").ranges == std::vector<Range>{{.least = 6, .most = {}}});
    CHECK(test_of("be_conn ge 5").ranges == std::vector<Range>{{.least = 5, .most = {}}});
    CHECK(test_of("be_conn lt 5").ranges == std::vector<Range>{{.least = {}, .most = 4}});
    CHECK(test_of("be_conn le 5 7").ranges.size() == 2);
}

TEST_CASE("addresses are compared by their first bits", "[haproxy]")
{
    const Test test = test_of("src 10.0.0.0/8 2001:db8::/32 127.0.0.1");

    REQUIRE(test.networks.size() == 3);
    CHECK(test.networks[0].prefix == 8);
    CHECK(test.networks[0].address[0] == 10);
    CHECK(test.networks[1].v6);
    CHECK(test.networks[1].address[3] == 0xb8);
    CHECK(test.networks[2].prefix == 32);
    CHECK_FALSE(accepts(" acl x src 10.0.0.0/40"));
    CHECK_FALSE(accepts(" acl x src host.example"));
}

TEST_CASE("the same name twice makes one ACL of two tests", "[haproxy]")
{
    const auto acls = backend(" acl x path /a\n acl x method POST").acls;

    REQUIRE(acls.size() == 1);
    CHECK(acls[0].tests.size() == 2);
}

TEST_CASE("conditions are alternatives of terms", "[haproxy]")
{
    CHECK(condition_of("").always());
    CHECK(condition_of("if a b").alternatives.size() == 1);
    CHECK(condition_of("if a b").alternatives[0].size() == 2);
    CHECK(condition_of("if a or b").alternatives.size() == 2);
    CHECK(condition_of("if a || b").alternatives.size() == 2);
    CHECK(condition_of("if !a").alternatives[0][0].negated);
    CHECK(condition_of("if ! a").alternatives[0][0].negated);
    CHECK(condition_of("if !!a").alternatives[0][0].negated == false);
    CHECK(condition_of("unless a").unless);
    CHECK(condition_of("if { src 127.0.0.1 } METH_GET").alternatives[0].size() == 2);
}

TEST_CASE("a condition of no words never holds", "[haproxy]")
{
    const Backend made = backend(" http-request deny if");
    const Term term = made.rules.http_request.at(0).when.alternatives.at(0).at(0);

    CHECK(made.acls.at(term.acl).tests.at(0).sample.fetch == Fetch::always_false);
}

TEST_CASE("use_backend takes a name, or makes one for each request", "[haproxy]")
{
    const std::string text =
        "frontend f\n mode http\n bind :80\n use_backend b if { path /b }\n"
        " use_backend %[req.hdr(x),lower]-b\nbackend b\n mode http\n";
    const Frontend front = read(text).config.frontends.at(0);

    CHECK(front.use_backends[0].name[0].text == "b");
    CHECK_FALSE(front.use_backends[0].made());
    CHECK(front.use_backends[1].made());
    CHECK(front.use_backends[1].name[0].sample->fetch == Fetch::header);
    CHECK(front.use_backends[1].name[1].text == "-b");
}

TEST_CASE("rules keep their status, table and counter", "[haproxy]")
{
    const auto rules = backend(
                           " stick-table type ip size 1k store http_req_rate(10s)\n"
                           " http-request track-sc1 src\n"
                           " http-request deny deny_status 429 if { sc1_http_req_rate gt 9 }\n"
                           " http-request redirect location / code 301 if { path /x }\n"
                           " http-request set-priority-class int(5)")
                           .rules.http_request;

    REQUIRE(rules.size() == 4);
    CHECK(rules[0].action == Action::track);
    CHECK(rules[0].counter == 1);
    CHECK(rules[1].status == 429);
    CHECK(rules[2].status == 301);
    CHECK(rules[3].sample.fetch == Fetch::constant);
}

TEST_CASE("a rule that depends on what is not modelled is a reason to refuse", "[haproxy]")
{
    const std::string text = listen_with(" http-request deny if { ssl_c_verify gt 0 }");
    const Import strict = read_haproxy_text(text);
    const Import lenient = read_haproxy_text(text, "x", {.assume_false = true});

    CHECK(strict.valid());
    CHECK_FALSE(strict.accepted());
    CHECK(lenient.accepted());
}

TEST_CASE("a header that one rule writes and another reads is said", "[haproxy]")
{
    CHECK(
        warning(" http-request set-header X-A b\n acl x hdr(x-a) b").find("is not changed here") !=
        std::string::npos);
    CHECK(warning(" http-request set-header X-A b\n acl x hdr(x-b) b").empty());
}
