// SPDX-License-Identifier: MIT
/// What is asked of the command tiersim.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace command {

enum class Format : unsigned char { text, json, dot };
enum class Colour : unsigned char { automatic, always, never };

/// The exit codes, the same for all commands.
inline constexpr int met = 0;        ///< All went well; all promises were kept.
inline constexpr int missed = 1;     ///< A promise was not kept.
inline constexpr int bad_input = 2;  ///< A file or the command line has a problem.

/// The arguments of a command.
struct Options {
    std::string command{};
    std::vector<std::string> files{};
    std::vector<std::string> settings{};  ///< Those of --seed, --duration and --warmup included.
    Format format = Format::text;
    Colour colour = Colour::automatic;
    std::string folder{};                    ///< For reports; empty: none are written to files.
    std::string output{};                    ///< Of import: the scenario file.
    std::vector<std::string> assumptions{};  ///< Of analyze, as "host=8760h/4h".
    std::string common_cause{};              ///< Of analyze, a share.
    std::size_t order = 2;                   ///< Of analyze: parts of a cut set at most.
    std::string haproxy_log{};               ///< For HAProxy's own log; empty: it is not written.
    std::string haproxy_notices{};           ///< For what it says of its servers; the same.
    bool quiet = false;
    bool check_only = false;    ///< Nothing is written.
    bool assume_false = false;  ///< Conditions on what is not modelled never hold.
    unsigned threads = 0;
};

/// Whether text on this stream (1: standard output, 2: standard error) is coloured.
bool is_coloured(const Options& options, int stream);

/// Whether the terminal's character set, as the environment names it, has more than ASCII.
bool shows_utf8();

/// Whether a person watches this stream.
bool is_terminal(int stream);

}  // namespace command
