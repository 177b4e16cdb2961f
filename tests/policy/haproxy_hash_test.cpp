// SPDX-License-Identifier: MIT
/// HAProxy's hashes and what they are taken of.
#include "catch.hpp"
#include "tiersim/policy/haproxy/hash.hpp"
#include "tiersim/policy/haproxy/hash_key.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

using namespace tiersim::haproxy;

TEST_CASE("hash functions give their published values", "[policy][haproxy]")
{
    CHECK(hash(HashFunction::crc32, "123456789") == 0xcbf43926U);
    CHECK(hash(HashFunction::crc32, "") == 0U);
    CHECK(hash(HashFunction::djb2, "") == 5381U);
    CHECK(hash(HashFunction::djb2, "a") == 177670U);
    CHECK(hash(HashFunction::sdbm, "") == 0U);
    CHECK(hash(HashFunction::sdbm, "ab") == 97U * 65599U + 98U);
    CHECK(hash(HashFunction::wt6, "") == (0xa53c965aU ^ 0x5ca6953aU));
}

TEST_CASE("bytes above 127 are hashed as unsigned numbers", "[policy][haproxy]")
{
    CHECK(hash(HashFunction::sdbm, "\xff") == 255U);
    CHECK(hash(HashFunction::djb2, "\xff") == 33U * 5381U + 255U);
}

TEST_CASE("the avalanche is one to one and moves about half of the bits", "[policy][haproxy]")
{
    std::vector<std::uint32_t> seen;
    int moved = 0;
    for (std::uint32_t i = 0; i < 4096; ++i) {
        seen.push_back(avalanche(i));
        for (std::uint32_t bits = avalanche(i) ^ avalanche(i ^ 1U); bits != 0; bits &= bits - 1) {
            ++moved;
        }
    }
    std::ranges::sort(seen);

    CHECK(std::ranges::adjacent_find(seen) == seen.end());
    CHECK(moved > 4096 * 15);
    CHECK(moved < 4096 * 17);
}

TEST_CASE("an address is hashed as its words, one upon the other, by no function",
          "[policy][haproxy]")
{
    CHECK(address_hash(std::array<std::uint8_t, 4>{127, 0, 0, 1}) == 0x7f000001U);
    CHECK(address_hash(std::array<std::uint8_t, 16>{0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 2, 0,
                                                    0, 0, 7}) == (0x20010db8U ^ 1U ^ 2U ^ 7U));
}

TEST_CASE("balance uri looks at the target up to len, depth or question mark", "[policy][haproxy]")
{
    struct Row {
        std::string_view target;
        UriPart part;
        std::string_view key;
    };
    const std::vector<Row> rows{
        {"/a/b/c?x=1", {}, "/a/b/c"},
        {"/a/b/c?x=1", {.whole = true}, "/a/b/c?x=1"},
        {"/a/b/c?x=1", {.length = 4}, "/a/b"},
        {"/a?x=1", {.length = 4}, "/a"},
        {"/a/b/c?x=1", {.depth = 1}, "/a"},
        {"/a/b/c?x=1", {.depth = 2}, "/a/b"},
        {"/a/b/c", {.depth = 9}, "/a/b/c"},
        {"/a?/b/c", {.depth = 1, .whole = true}, "/a?"},
        {"http://shop/a/b?x", {}, "http://shop/a/b"},
        {"http://shop/a/b?x", {.path_only = true}, "/a/b"},
        {"http://shop", {.path_only = true}, ""},
        {"*", {.path_only = true}, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.target, row.key);
        CHECK(uri_key(row.target, row.part) == row.key);
    }
}

TEST_CASE("balance url_param looks for the first parameter of its name", "[policy][haproxy]")
{
    using Key = std::optional<std::string_view>;
    CHECK(parameter_key("/p?user=ann&x=1", "user") == Key{"ann"});
    CHECK(parameter_key("/p?x=1&user=ann", "user") == Key{"ann"});
    CHECK(parameter_key("/p?user=ann&user=bob", "user") == Key{"ann"});
    CHECK(parameter_key("/p?superuser=eve&user=ann", "user") == Key{"ann"});
    CHECK(parameter_key("/p?user=&x=1", "user") == Key{""});
    CHECK(parameter_key("/p?user", "user") == std::nullopt);
    CHECK(parameter_key("/p?users=ann", "user") == std::nullopt);
    CHECK(parameter_key("/user=ann", "user") == std::nullopt);
}

TEST_CASE("a parameter that was posted must begin like a word", "[policy][haproxy]")
{
    using Key = std::optional<std::string_view>;
    CHECK(posted_key("x=1&user=ann&y=2", "user") == Key{"ann"});
    CHECK(posted_key("user= ann", "user") == Key{""});
    CHECK(posted_key("user=\x01", "user") == std::nullopt);
    CHECK(posted_key("x=1", "user") == std::nullopt);
}

TEST_CASE("balance hdr takes the first element of a list, without blanks", "[policy][haproxy]")
{
    using Key = std::optional<std::string_view>;
    CHECK(header_key("foo") == Key{"foo"});
    CHECK(header_key("foo, bar") == Key{"foo"});
    CHECK(header_key("  foo ,bar") == Key{"foo"});
    CHECK(header_key("\"a,b\",c") == Key{"\"a,b\""});
    CHECK(header_key("www.shop.example:8080") == Key{"www.shop.example:8080"});
    CHECK(header_key("") == std::nullopt);
    CHECK(header_key(" , bar") == std::nullopt);
}

TEST_CASE("use_domain_only keeps the label before the last dot", "[policy][haproxy]")
{
    CHECK(domain_key("www.site1.com") == "site1");
    CHECK(domain_key("site1.com") == "site1");
    CHECK(domain_key("a.b.com") == "b");
    CHECK(domain_key("localhost") == "localhost");
    CHECK(domain_key(".com") == ".com");
    CHECK(domain_key("a..com") == "a.");
}
