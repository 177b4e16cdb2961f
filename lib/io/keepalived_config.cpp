// SPDX-License-Identifier: MIT
/// Files and texts to values, and values in words.
#include "tiersim/io/keepalived_config.hpp"

#include "io/keepalived/lines.hpp"
#include "io/keepalived/reader.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tiersim::keepalived {
namespace {

/// Longest wait of a backup for an advert: RFC 3768, 6.1, and RFC 5798, 6.1.
Duration master_down(const Instance& instance)
{
    const Duration unit = instance.version == 2 ? std::chrono::seconds{1} : instance.advert;
    return 3 * instance.advert + unit * (256 - instance.priority) / 256;
}

}  // namespace

bool Config::valid() const
{
    return std::none_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.kind == FindingKind::refused;
    });
}

Config read_keepalived_text(std::string_view text, const std::string& name)
{
    return read_blocks(text, name);
}

Config read_keepalived_config(const std::filesystem::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (stream.is_open() && !std::filesystem::is_directory(file))
        return read_keepalived_text(text, file.string());
    Config config{.file = file.string()};
    config.findings.push_back({.says = "cannot be read as a file"});
    return config;
}

bool is_keepalived(std::string_view text)
{
    for (const Line& line : lines_of(text)) {
        if (line[0] == "vrrp_instance" || line[0] == "vrrp_script" || line[0] == "global_defs")
            return true;
    }
    return false;
}

Standby standby_of(const Instance& instance, const std::vector<std::uint32_t>& others)
{
    Standby standby{.advert = instance.advert,
                    .priority = instance.priority,
                    .preempt = instance.preempt,
                    .script_interval = Duration{0}};
    standby.preempt_delay = instance.preempt_delay;
    const std::int32_t weight = instance.scripts.empty() ? 0 : instance.scripts.front().weight;
    const std::uint32_t more = static_cast<std::uint32_t>(std::max(weight, 0));
    const auto in_health = [&](std::uint32_t priority) { return std::min(priority + more, 254U); };
    standby.priority = in_health(instance.priority);
    if (!others.empty()) standby.priorities = {standby.priority};
    for (const std::uint32_t other : others)
        standby.priorities.push_back(in_health(other));
    if (instance.scripts.empty()) return standby;
    const Script& script = instance.scripts.front();
    standby.script_interval = script.interval;
    standby.script_fall = script.fall;
    standby.script_rise = script.rise;
    standby.script_cost = static_cast<std::uint32_t>(std::abs(weight));
    return standby;
}

std::string to_text(const Config& config)
{
    std::string text = config.file + (config.valid() ? ": accepted\n" : ": refused\n");
    for (const Instance& instance : config.instances) {
        text += fmt::format(
            "\n  {}: priority {}, adverts every {}, takes over {:.2f} s after the last "
            "one\n",
            instance.name, instance.priority, tiersim::to_text(instance.advert),
            to_seconds(master_down(instance)));
    }
    if (!config.findings.empty()) text += "\n";
    for (const Finding& finding : config.findings) {
        const bool left_out = finding.kind == FindingKind::not_modelled;
        text += "  " + std::string{left_out ? "not modelled: " : ""} + haproxy::to_text(finding) +
                "\n";
    }
    return text;
}

}  // namespace tiersim::keepalived
