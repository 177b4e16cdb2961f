// SPDX-License-Identifier: MIT
/// Reads the table of cases and makes their files.
#include "io/cases.hpp"

#include "io/json.hpp"
#include "io/settings.hpp"
#include "support/golden.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace cases {

namespace {

namespace json = tiersim::json;

/// Takes the key at the end of a path away.
void take_away(json::Value& root, const std::string& path)
{
    auto* here = &root;
    std::istringstream steps{path};
    std::string step;
    std::string last;
    std::getline(steps, last, '.');
    while (std::getline(steps, step, '.')) {
        here = here->type == json::Type::list ? &here->items.at(std::stoul(last))
                                              : here->find(last);
        last = step;
    }
    const auto key = std::find_if(here->keys.begin(), here->keys.end(),
                                  [&](const json::Key& one) { return one.name == last; });
    if (key == here->keys.end()) throw std::runtime_error{"no key " + path};
    here->items.erase(here->items.begin() + (key - here->keys.begin()));
    here->keys.erase(key);
}

void change(json::Value& root, const std::string& line)
{
    if (line.ends_with(" -")) return take_away(root, line.substr(2, line.size() - 4));
    const auto equals = line.find(" = ");
    const auto setting = line.substr(2, equals - 2) + "=" + line.substr(equals + 3);
    if (!json::apply({setting}, root).empty()) throw std::runtime_error{"cannot make " + line};
}

}  // namespace

std::vector<Case> all()
{
    const auto shop = json::parse(golden::contents("tests/io/cases/shop.json")).root.value();
    std::istringstream lines{golden::contents("tests/io/cases/cases.txt")};
    std::vector<Case> all;
    std::vector<json::Value> roots;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.starts_with("#")) continue;
        if (line.starts_with("  ")) {
            change(roots.back(), line);
            continue;
        }
        const auto verdict = line.substr(0, line.find(' '));
        all.push_back({.name = line.substr(verdict.size() + 2),
                       .good = verdict == "good",
                       .schema_good = verdict != "bad"});
        roots.push_back(shop);
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].text = json::print(roots[i]);
    return all;
}

}  // namespace cases
