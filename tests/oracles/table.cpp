// SPDX-License-Identifier: MIT
/// Writing docs/validation.md.
#include "oracles/table.hpp"

#include "tiersim/stats/replications.hpp"

#include <array>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <map>

namespace oracles {

namespace {

__attribute__((format(printf, 1, 2))) std::string text(const char* form, ...)
{
    std::array<char, 512> buffer{};
    std::va_list arguments;
    va_start(arguments, form);
    std::vsnprintf(buffer.data(), buffer.size(), form, arguments);
    va_end(arguments);
    return buffer.data();
}

// Long lists are cut; a bar would end the cell.
std::string cell(std::string content)
{
    constexpr std::size_t longest = 60;
    for (char& letter : content)
        if (letter == '|' || letter == '\n') letter = ' ';
    if (content.size() > longest) content = content.substr(0, longest) + " ...";
    return content;
}

std::string exact(const Json& value)
{
    return value.is_number() ? text("%.7g", value.get<double>()) : cell(value.dump());
}

std::string interval(const Finding& finding)
{
    if (!finding.by_chance) return "";
    const double factor = tiersim::student_factor(tiersim::usual_confidence(), batches - 1.0);
    const double half = factor * finding.error;
    return text("%.5g to %.5g", finding.estimate - half, finding.estimate + half);
}

std::string error_share(const Finding& finding)
{
    if (!finding.by_chance) return "";
    const double value = std::abs(finding.record.value.get<double>());
    return text("%.2f %%", 100.0 * finding.error / value);
}

std::string row(const Finding& finding)
{
    const char* const verdict = finding.verdict == Verdict::passed ? "met" : "**missed**";
    const std::string got = finding.got.empty() ? text("%.7g", finding.estimate)
                                                : cell(finding.got);
    const std::string z = finding.by_chance ? text("%+.2f", finding.z) : "";
    return "| " + finding.record.id + " | " + exact(finding.record.value) + " | " + verdict +
           " | " + got + " | " + interval(finding) + " | " + error_share(finding) + " | " + z +
           " |\n";
}

std::string areas(const std::vector<Finding>& findings)
{
    std::map<std::string, std::vector<const Finding*>> by_area;
    std::vector<std::string> order;
    for (const Finding& finding : findings) {
        if (finding.verdict != Verdict::passed && finding.verdict != Verdict::failed) continue;
        auto& area = by_area[finding.record.area];
        if (area.empty()) order.push_back(finding.record.area);
        area.push_back(&finding);
    }
    std::string all;
    for (const std::string& area : order) {
        all += "\n### " + area +
               "\n\n| case | exact | | tiersim | 95 % interval | SE | z |\n"
               "|---|--:|---|--:|---|--:|--:|\n";
        for (const Finding* const finding : by_area[area])
            all += row(*finding);
    }
    return all;
}

std::string not_expressed(const std::vector<Finding>& findings)
{
    std::map<std::string, std::string> cases;
    for (const Finding& finding : findings)
        if (finding.verdict == Verdict::not_expressed) {
            std::string& list = cases[cell(finding.why)];
            list += (list.empty() ? "" : ", ") + finding.record.id;
        }
    std::string all;
    for (const auto& [why, list] : cases)
        all += "- **" + why + "**: " + list + "\n";
    return all;
}

std::string counts(const std::vector<Finding>& findings)
{
    const auto of = [&](Verdict verdict) { return count(findings, verdict); };
    const std::size_t expressed = of(Verdict::passed) + of(Verdict::failed);
    return text(
        "Of %zu records tiersim expresses %zu: %zu are met, %zu are missed. %zu are not "
        "expressed, %zu are\nbounds or well-known wrong answers that nobody should meet.\n",
        findings.size(), expressed, of(Verdict::passed), of(Verdict::failed),
        of(Verdict::not_expressed), of(Verdict::contrast));
}

}  // namespace

std::string page(const std::vector<Finding>& findings)
{
    return "# Shown to be right\n\n"
           "Written by the tests (`TIERSIM_APPROVE=1` and `test_oracles`); do not edit.\n\n"
           "Each case is a quantity whose exact value is known, mostly from queueing theory or "
           "from the\n"
           "theory of reliability. The model of its record becomes a scenario, which is run in " +
           std::to_string(batches) +
           " independent\nbatches with fixed seeds; the standard error (SE, here as a share of the "
           "exact "
           "value) comes from\nthe spread of the batches around the estimate from all of them. A "
           "case is "
           "met when the estimate is\nwithin 4 standard errors and the stated accuracy of the "
           "exact value, "
           "or, where no chance is\ninvolved, within the tolerance of the record.\n\n" +
           counts(findings) +
           text(
               "\nThe root mean square of z, the distance in standard errors, is %.3f over all of "
               "them; "
               "1.03 is\nto be expected.\n",
               rms_z(findings)) +
           "\nIs the suite strong enough? With all work 3 % longer it fails, as a test of its own "
           "shows.\n"
           "\n## Cases\n" +
           areas(findings) + "\n## Not expressed\n\nNone of these counts as met.\n\n" +
           not_expressed(findings);
}

std::string outline(const std::string& page)
{
    std::string all;
    for (std::size_t at = 0; at < page.size();) {
        const std::size_t end = std::min(page.find('\n', at), page.size());
        std::string line = page.substr(at, end - at);
        at = end + 1;
        if (line.starts_with("The root mean square")) continue;
        if (line.starts_with("| ")) {
            std::size_t cut = 0;
            for (int bars = 0; bars < 4 && cut != std::string::npos; ++bars)
                cut = line.find('|', cut + (bars > 0 ? 1 : 0));
            line = line.substr(0, cut);
        }
        all += line + '\n';
    }
    return all;
}

}  // namespace oracles
