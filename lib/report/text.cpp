// SPDX-License-Identifier: MIT
/// The sections of a report, in the order of what a reader asks.
#include "tiersim/report/text.hpp"

#include "report/data.hpp"
#include "report/faults.hpp"
#include "report/losses.hpp"
#include "report/page.hpp"
#include "report/promises.hpp"
#include "report/servers.hpp"
#include "report/users.hpp"
#include "report/verdict.hpp"

#include <array>
#include <charconv>

namespace tiersim {

namespace {

using report::Page;

void write_notes(Page& page, const Result& result)
{
    if (result.notes.empty()) return;
    page.heading("Notes");
    for (const auto& note : result.notes)
        page.paragraph("  - ", note);
}

std::string hexadecimal(std::uint64_t number)
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    const std::string text{digits.data(), end};
    return std::string(digits.size() - text.size(), '0') + text;
}

void write_origin(Page& page, const Result& result)
{
    page.heading("To see the same again");
    const auto runs = result.replications == 1
                          ? std::string{"one run"}
                          : report::count_text(result.replications) + report::tie + "runs";
    page.paragraph("  ", "scenario " + result.scenario + ", seed " + std::to_string(result.seed) +
                             ", tiersim " + result.version + ": " + runs + " of " +
                             report::clock_text(result.duration) + " with a warm-up of " +
                             report::clock_text(result.warmup) + ", " +
                             report::counted(result.events, "event") + ", fingerprint " +
                             hexadecimal(result.fingerprint));
}

}  // namespace

std::string text_report(const Result& result, const TextStyle& style)
{
    Page page{style};
    report::write_verdict(page, result);
    report::write_promises(page, result);
    report::write_users(page, result);
    report::write_servers(page, result);
    report::write_data(page, result);
    report::write_losses(page, result);
    report::write_faults(page, result);
    report::write_changes(page, result);
    write_notes(page, result);
    page.footnotes();
    write_origin(page, result);
    return std::move(page).finish();
}

}  // namespace tiersim
