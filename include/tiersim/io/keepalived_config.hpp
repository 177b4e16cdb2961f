// SPDX-License-Identifier: MIT
/// keepalived.conf as keepalived 2.2.7 reads it, as far as it decides who holds an address: VRRP
/// instances and the scripts that they track. All else is named and left out.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/io/haproxy_config.hpp"
#include "tiersim/scenario/tiers.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::keepalived {

using haproxy::Finding;
using haproxy::FindingKind;

/// vrrp_script: a command that is run again and again.
struct Script {
    std::string name{};
    std::string command{};
    Duration interval = std::chrono::seconds{1};
    Duration timeout{};       ///< 0: as `interval`.
    std::uint32_t fall = 1;   ///< Failures in a row.
    std::uint32_t rise = 1;   ///< Successes in a row.
    std::int32_t weight = 0;  ///< 0: a failure is a FAULT. Positive: added while it succeeds;
                              ///< negative: while it fails.
    friend bool operator==(const Script&, const Script&) = default;
};

/// vrrp_instance: one address, or several that go together.
struct Instance {
    std::string name{};
    std::string interface {
    };
    std::uint32_t router = 0;   ///< virtual_router_id
    std::uint32_t version = 2;  ///< Of VRRP.
    bool master = false;        ///< `state`; it does not shorten the start.
    std::uint32_t priority = 100;
    Duration advert = std::chrono::seconds{1};  ///< advert_int
    bool preempt = true;
    Duration preempt_delay{};
    std::vector<std::string> addresses{};
    std::vector<Script> scripts{};  ///< Those tracked, with the weights they have here.
    friend bool operator==(const Instance&, const Instance&) = default;
};

/// One machine's file.
struct Config {
    std::string file{};
    std::vector<Instance> instances{};
    std::vector<Finding> findings{};

    /// Whether keepalived would run all of its instances.
    bool valid() const;
    friend bool operator==(const Config&, const Config&) = default;
};

/// What `file` describes; one that cannot be read is a finding.
Config read_keepalived_config(const std::filesystem::path& file);

/// The same from a text; `name` stands for the file.
Config read_keepalived_text(std::string_view text, const std::string& name = "keepalived.conf");

/// Whether a text is keepalived's, by the words that begin its blocks.
bool is_keepalived(std::string_view text);

/// What a tier's `cluster` is for an instance, whose peers have the priorities `others` and track
/// the same script.
Standby standby_of(const Instance& instance, const std::vector<std::uint32_t>& others = {});

/// Findings, and for each instance when it takes over.
std::string to_text(const Config& config);

}  // namespace tiersim::keepalived
