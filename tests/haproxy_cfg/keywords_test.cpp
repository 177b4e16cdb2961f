// SPDX-License-Identifier: MIT
/// The page that lists all keywords says what the reader does.
#include "catch.hpp"
#include "haproxy_cfg/reading.hpp"
#include "support/golden.hpp"

#include <algorithm>

namespace {

using namespace tiersim::haproxy;

std::string word(const KnownKeyword& known)
{
    if (known.removed) return "refused";
    if (known.support == Support::modelled) return "modelled";
    return known.support == Support::harmless ? "harmless" : "not modelled";
}

std::string page()
{
    std::string text =
        "# Keywords of haproxy.cfg\n\n"
        "All keywords of HAProxy 2.6.12, and what becomes of them; see [haproxy-config.md]"
        "(haproxy-config.md).\nThis page is generated.\n\n"
        "| keyword | where | support | consequence |\n|---|---|---|---|\n";
    for (const KnownKeyword& known : known_keywords()) {
        text += "| `" + known.keyword + "` | " + known.sections + " | " + word(known) + " | " +
                known.consequence + " |\n";
    }
    return text;
}

}  // namespace

TEST_CASE("the page of keywords is that of the reader's own table", "[haproxy][golden]")
{
    const std::string text = page();

    CHECK(text == golden::generated("docs/haproxy-keywords.md", text));
}

TEST_CASE("what is left out says what follows from it", "[haproxy]")
{
    for (const KnownKeyword& known : known_keywords()) {
        INFO(known.keyword);
        CHECK((known.support != Support::not_modelled || !known.consequence.empty()));
        CHECK((!known.removed || !known.consequence.empty()));
    }
}

TEST_CASE("a keyword that is known is not unknown to the reader", "[haproxy]")
{
    for (const KnownKeyword& known : known_keywords()) {
        if (known.sections.find("backend") == std::string::npos || known.removed) continue;
        const auto findings = reading::read(reading::listen_with(" " + known.keyword)).findings;
        const auto unknown = [](const Finding& finding) {
            return finding.says.starts_with("unknown keyword") ||
                   finding.says.starts_with("unknown option");
        };

        INFO(known.keyword);
        CHECK(std::none_of(findings.begin(), findings.end(), unknown));
    }
}
