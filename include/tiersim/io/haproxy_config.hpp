// SPDX-License-Identifier: MIT
/// haproxy.cfg as HAProxy 2.6.12 reads it: what it refuses is refused here, with the line and the
/// reason; what it accepts and the model does not have is named, keyword by keyword.
#pragma once

#include "tiersim/scenario/haproxy.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::haproxy {

/// What kind of thing was found in a line.
enum class FindingKind : std::uint8_t {
    refused,       ///< HAProxy would not start.
    undecided,     ///< HAProxy accepts it; what it does depends on something that is not modelled.
    warned,        ///< HAProxy warns, and does what is said.
    not_modelled,  ///< HAProxy accepts it; it is left out, with the consequence that is said.
    missing_file   ///< HAProxy would not start without this file; here nobody needs it.
};

struct Finding {
    FindingKind kind = FindingKind::refused;
    std::size_t line = 0;      ///< From 1; 0: the whole file.
    std::string keyword{};     ///< As in "option redispatch"; empty: none in particular.
    std::string says{};        ///< A sentence without its full stop.
    std::string suggestion{};  ///< The nearest known name; empty: none is near.
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// What becomes of a keyword.
enum class Support : std::uint8_t {
    modelled,
    harmless,     ///< Changes nothing that a simulation shows.
    not_modelled  ///< See the findings.
};

/// A keyword that HAProxy 2.6.12 knows.
struct KnownKeyword {
    std::string keyword{};   ///< "timeout client", "server maxconn".
    std::string sections{};  ///< "global", "defaults frontend backend"; empty: words of a line.
    Support support = Support::modelled;
    bool removed = false;       ///< HAProxy knows it, and refuses it.
    std::string consequence{};  ///< Of what is not modelled; of what was removed: what to use.
    friend bool operator==(const KnownKeyword&, const KnownKeyword&) = default;
};

/// How often a keyword stands in a file: "timeout client", "server maxconn".
struct KeywordUses {
    std::string keyword{};
    Support support = Support::modelled;
    std::size_t times = 0;
    friend bool operator==(const KeywordUses&, const KeywordUses&) = default;
};

/// A variable of the environment.
struct Variable {
    std::string name{};
    std::string value{};
    friend bool operator==(const Variable&, const Variable&) = default;
};

struct ReadOptions {
    std::vector<Variable> environment{};
    bool assume_false = false;  ///< Conditions on what is not modelled are false; otherwise a rule
                                ///< that depends on one is a finding of kind `undecided`.
    std::string host = "localhost";  ///< Name of the machine: the local peer, where none is named.
    friend bool operator==(const ReadOptions&, const ReadOptions&) = default;
};

/// A file that was read, as far as it could be.
struct Import {
    std::string file{};
    Config config{};
    std::vector<Finding> findings{};      ///< In the order of the lines.
    std::vector<KeywordUses> keywords{};  ///< By name.

    /// Whether HAProxy would start with it.
    bool valid() const;
    /// Whether it can be simulated: valid, and nothing undecided.
    bool accepted() const;
    friend bool operator==(const Import&, const Import&) = default;
};

/// What `file` describes. Never throws for what is in the file; a file that cannot be read is a
/// finding.
Import read_haproxy_config(const std::filesystem::path& file, const ReadOptions& options = {});

/// The same from a text; `name` stands for the file.
Import read_haproxy_text(std::string_view text, const std::string& name = "haproxy.cfg",
                         const ReadOptions& options = {});

/// All keywords, by name: first those that begin a line, then words of bind and of server.
std::vector<KnownKeyword> known_keywords();

/// "12: option frob: unknown option; did you mean "..."?"
std::string to_text(const Finding& finding);

/// All findings by kind, and how many keywords are modelled, harmless and not modelled.
std::string to_text(const Import& import);

}  // namespace tiersim::haproxy
