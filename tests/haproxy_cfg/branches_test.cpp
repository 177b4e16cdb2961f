// SPDX-License-Identifier: MIT
/// Conditional blocks.
#include "catch.hpp"
#include "haproxy_cfg/reading.hpp"

using namespace reading;

namespace {

/// Whether a block is taken that begins with .if and `expression`.
bool taken(const std::string& expression)
{
    return backend(" retries 1\n.if " + expression + "\n retries 2\n.endif").retries == 2;
}

}  // namespace

TEST_CASE("a condition is a number, a predicate, or several of them", "[haproxy]")
{
    CHECK(taken("1"));
    CHECK(taken("0x10"));
    CHECK_FALSE(taken("0"));
    CHECK_FALSE(taken(""));
    CHECK(taken("!0"));
    CHECK(taken("0 || 1"));
    CHECK_FALSE(taken("1 && 0"));
    CHECK(taken("1 || 0 && 0"));
    CHECK_FALSE(taken("(1 || 0) && 0"));
    CHECK(taken("!(0 || 0)"));
}

TEST_CASE("predicates are those of HAProxy 2.6.12 on Debian 12", "[haproxy]")
{
    CHECK(taken("version_atleast(2.6)"));
    CHECK(taken("version_atleast(2.6.12)"));
    CHECK_FALSE(taken("version_atleast(2.6.13)"));
    CHECK(taken("version_before(2.7)"));
    CHECK(taken("feature(OPENSSL)"));
    CHECK(taken("feature(LUA)"));
    CHECK_FALSE(taken("feature(QUIC)"));
    CHECK_FALSE(taken("feature(PCRE)"));
    CHECK(taken("streq(a,a)"));
    CHECK_FALSE(taken("streq(a,b)"));
    CHECK(taken("strneq(a,b)"));
    CHECK(taken("openssl_version_atleast(3.0)"));
    CHECK(taken("ssllib_name_startswith(OpenSSL)"));
    CHECK_FALSE(taken("defined(TIERSIM_NOPE)"));
}

TEST_CASE("a variable that is set is defined", "[haproxy]")
{
    const std::string text = "global\n.if defined(X)\n maxconn 7\n.endif\n" + listen_with("");

    CHECK(read(text, {{"X", ""}}).config.global.maxconn == 7U);
    CHECK_FALSE(read(text).config.global.maxconn.has_value());
}

TEST_CASE("of .if, .elif and .else one branch is taken", "[haproxy]")
{
    const auto retries = [](const std::string& first, const std::string& second) {
        return backend(".if " + first + "\n retries 1\n.elif " + second +
                       "\n retries 2\n.else\n retries 4\n.endif")
            .retries;
    };

    CHECK(retries("1", "1") == 1);
    CHECK(retries("0", "1") == 2);
    CHECK(retries("0", "0") == 4);
}

TEST_CASE("blocks nest, and nothing inside one that is not taken is", "[haproxy]")
{
    CHECK(backend(".if 0\n.if 1\n retries 1\n.else\n retries 2\n.endif\n.endif").retries == 3);
    CHECK(backend(".if 1\n.if 0\n retries 1\n.else\n retries 2\n.endif\n.endif").retries == 2);
}

TEST_CASE("lines that are not taken may hold unknown words, but not unmatched quotes", "[haproxy]")
{
    CHECK(accepts(".if 0\n frobnicate\n.endif"));
    CHECK_FALSE(accepts(".if 0\n path \"a\n.endif"));
}

TEST_CASE("directives without their partner are refused", "[haproxy]")
{
    CHECK_FALSE(accepts(".if 1"));
    CHECK_FALSE(accepts(".endif"));
    CHECK_FALSE(accepts(".else"));
    CHECK_FALSE(accepts(".if 1\n.else\n.else\n.endif"));
    CHECK_FALSE(accepts(".if 1\n.else\n.elif 1\n.endif"));
    CHECK_FALSE(accepts(".if frob"));
    CHECK_FALSE(accepts(".frob"));
}

TEST_CASE(".alert refuses in the file's own words, .warning warns in them", "[haproxy]")
{
    CHECK(refusal(".alert \"not here\"") == "7  .alert: not here");
    CHECK(warning(".warning \"take care\"") == "7  .warning: take care");
    CHECK(accepts(".notice hello\n.diag hello"));
}
