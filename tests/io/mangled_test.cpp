// SPDX-License-Identifier: MIT
/// Files that were damaged on the way are read or refused; they never bring the reader down.
#include "catch.hpp"
#include "io/cases.hpp"
#include "io/json.hpp"
#include "support/feed.hpp"
#include "support/random_scenario.hpp"
#include "tiersim/core/random.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace tiersim;

namespace json = tiersim::json;

namespace {

/// Bits of files that mean something, or nearly.
const std::vector<std::string> scraps{"{",
                                      "}",
                                      "[",
                                      "]",
                                      ",",
                                      ":",
                                      "\"",
                                      "//",
                                      "/*",
                                      "\\u0000",
                                      "null",
                                      "true",
                                      "0",
                                      "-1",
                                      "1e308",
                                      "1e999",
                                      "\"0s\"",
                                      "\"%\"",
                                      "4294967295",
                                      "\xFF",
                                      "\"name\"",
                                      "[[[[[[",
                                      "{\"a\":{\"a\":",
                                      "\n"};

std::size_t place_in(const std::string& text, Rng& rng)
{
    return rng.below(static_cast<std::uint32_t>(text.size() + 1));
}

/// One more thing that goes wrong.
std::string damaged(std::string text, Rng& rng)
{
    const auto at = place_in(text, rng);
    const auto length = std::min<std::size_t>(rng.below(20), text.size() - at);
    switch (rng.below(6)) {
        case 0: return text.substr(0, at);
        case 1: return text.erase(at, length);
        case 2:
            return text.insert(at, scraps[rng.below(static_cast<std::uint32_t>(scraps.size()))]);
        case 3: return text.insert(place_in(text, rng), text.substr(at, length));
        case 4: return text.replace(at, length, std::to_string(rng.next()));
        default: break;
    }
    if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << rng.below(8)));
    return text;
}

void collect(json::Value& value, std::vector<json::Value*>& all)
{
    all.push_back(&value);
    for (auto& item : value.items)
        collect(item, all);
}

/// A value of one file put in the place of another's.
std::string transplanted(const std::string& text, const std::string& donor, Rng& rng)
{
    auto root = json::parse(text).root.value();
    auto other = json::parse(donor).root.value();
    std::vector<json::Value*> places;
    std::vector<json::Value*> organs;
    collect(root, places);
    collect(other, organs);
    const auto pick = [&](auto& from) {
        return from[rng.below(static_cast<std::uint32_t>(from.size()))];
    };
    auto* place = pick(places);
    const auto* organ = pick(organs);
    for (int tries = 0; tries < 50 && organ->type != place->type; ++tries)
        organ = pick(organs);
    *place = *organ;
    return json::print(root);
}

}  // namespace

TEST_CASE("a damaged file is read or refused, and never worse", "[io][property]")
{
    std::vector<std::string> whole;
    for (const auto& one : cases::all())
        whole.push_back(one.text);
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        whole.push_back(write_scenario(support::random_scenario(seed)));
    Rng rng{1, "damage"};
    std::size_t read = 0;
    std::size_t refused = 0;

    for (int i = 0; i < 3000; ++i) {
        auto text = whole[static_cast<std::size_t>(i) % whole.size()];
        if (rng.chance(0.6))
            text = transplanted(text, whole[rng.below(static_cast<std::uint32_t>(whole.size()))],
                                rng);
        else
            for (auto times = 1 + rng.below(3); times > 0; --times)
                text = damaged(text, rng);
        INFO(text);
        bool good = false;
        REQUIRE_NOTHROW(good = support::feed(text));
        ++(good ? read : refused);
    }

    CHECK(read > 100);
    CHECK(refused > 1000);
}
