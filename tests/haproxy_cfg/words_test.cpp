// SPDX-License-Identifier: MIT
/// Lexical rules: words, quotes, escapes, comments, variables.
#include "catch.hpp"
#include "haproxy_cfg/reading.hpp"

using namespace reading;
using tiersim::haproxy::Import;

TEST_CASE("blanks separate words, unless quoted or escaped", "[haproxy]")
{
    CHECK(word("\"a b\"") == "a b");
    CHECK(word("'a b'") == "a b");
    CHECK(word("a\\ b") == "a b");
    CHECK(word("a b") == "a");
}

TEST_CASE("quotes may begin and end inside a word", "[haproxy]")
{
    CHECK(word("a\"b c\"d") == "ab cd");
    CHECK(word("a'b c'\"d e\"f") == "ab cd ef");
}

TEST_CASE("outside single quotes a backslash escapes, and before other letters it stays",
          "[haproxy]")
{
    CHECK(word("a\\#b") == "a#b");
    CHECK(word("a\\\\b") == "a\\b");
    CHECK(word("\"a\\\"b\"") == "a\"b");
    CHECK(word("a\\'b") == "a'b");
    CHECK(word("a\\tb") == "a\tb");
    CHECK(word("a\\nb") == "a\nb");
    CHECK(word("a\\rb") == "a\rb");
    CHECK(word("\\x41\\x4a") == "AJ");
    CHECK(word("\\.a\\d") == "\\.a\\d");
    CHECK(word("'a\\\\b'") == "a\\\\b");
}

TEST_CASE("a hexadecimal escape has two digits", "[haproxy]")
{
    CHECK(refusal(" acl x path \\x4") ==
          "7  truncated or invalid hexadecimal sequence at position 13");
}

TEST_CASE("a number sign outside quotes begins a comment, also inside a word", "[haproxy]")
{
    CHECK(word("a#b") == "a");
    CHECK(word("\"a#b\"") == "a#b");
    CHECK(word("'a#b'") == "a#b");
    CHECK(accepts(" # a comment with a ' quote"));
}

TEST_CASE("Q29: variables are expanded inside double quotes only", "[haproxy]")
{
    const std::vector<tiersim::haproxy::Variable> variables{{"X", "v"}};

    CHECK(word("\"a $X b\"", variables) == "a v b");
    CHECK(word("\"${X}y\"", variables) == "vy");
    CHECK(word("$X", variables) == "$X");
    CHECK(word("${X}", variables) == "${X}");
    CHECK(word("'a \"$X\" b'", variables) == "a \"$X\" b");
    CHECK(word("\"\\$X\"", variables) == "$X");
}

TEST_CASE("a variable that is not set is its default, or empty", "[haproxy]")
{
    CHECK(word("\"${NOPE-def}\"") == "def");
    CHECK(word("\"${NOPE-}x\"") == "x");
    CHECK(word("\"a${NOPE}b\"") == "ab");
}

TEST_CASE("an empty word ends the line", "[haproxy]")
{
    const Import import = read(listen_with(" acl x path a \"\" b"));

    CHECK(import.config.backends[0].acls[0].tests[0].patterns == std::vector<std::string>{"a"});
}

TEST_CASE("a variable with [*] becomes several words", "[haproxy]")
{
    const Import import = read(listen_with(" acl x path \"${LIST[*]}\""), {{"LIST", "/a  /b /c"}});

    CHECK(import.config.backends[0].acls[0].tests[0].patterns ==
          std::vector<std::string>{"/a", "/b", "/c"});
}

TEST_CASE("wrong names and braces of variables are refused", "[haproxy]")
{
    CHECK_FALSE(accepts(" acl x path \"${NOPE\""));
    CHECK_FALSE(accepts(" acl x path \"$1\""));
    CHECK_FALSE(accepts(" acl x path \"${NOPE[*}\""));
    CHECK_FALSE(accepts(" acl x path \"$.NOPE\""));
}

TEST_CASE("pseudo-variables say where they stand", "[haproxy]")
{
    CHECK(word("\"$.LINE ${.SECTION} $.FILE\"") == "7 l haproxy.cfg");
}

TEST_CASE("the global section changes the environment for the lines behind it", "[haproxy]")
{
    const std::string before = "global\n setenv A 1\n presetenv A 2\n presetenv B 3\n unsetenv C\n";
    const std::string text = before + listen_with(" acl x path \"$A-$B-${C-none}\"");

    CHECK(read(text, {{"C", "c"}}).config.backends[0].acls[0].tests[0].patterns[0] == "1-3-none");
}

TEST_CASE("an unmatched quote is refused with its place", "[haproxy]")
{
    CHECK(refusal(" acl x path \"a") == "7  unmatched quote at position 13");
    CHECK(refusal(" acl x path 'a") == "7  unmatched quote at position 13");
}

TEST_CASE("a line has at most 64 words", "[haproxy]")
{
    std::string line = " acl x path";
    for (int i = 0; i < 61; ++i)
        line += " w";

    CHECK(accepts(line));
    CHECK(refusal(line + " w") == "7  more than 64 words");
}

TEST_CASE("the last line ends with a line feed", "[haproxy]")
{
    std::string text = listen_with("");
    CHECK(read(text).valid());

    text.pop_back();

    CHECK(to_text(read(text).findings.back()) ==
          "8  missing LF on the last line: the file may have been truncated");
}

TEST_CASE("a carriage return ends a line as well", "[haproxy]") { CHECK(word("a\r") == "a"); }

TEST_CASE("the scope of a program is skipped and named", "[haproxy]")
{
    CHECK(first(tiersim::haproxy::FindingKind::not_modelled, "[prog]") ==
          "7  [...]: the scope of a program's name has no effect here");
}
