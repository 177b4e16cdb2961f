// SPDX-License-Identifier: MIT
/// What is wrong with a scenario, and where: said once, with everything that is wrong, in the order
/// of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace tiersim {

/// Whether a scenario can be run in spite of a problem.
enum class Severity : std::uint8_t {
    error,   ///< It cannot be run.
    warning  ///< It can, but with a consequence that may surprise.
};

/// One thing that is wrong. Either `expected` and `found` say it, or `says` does.
struct Problem {
    Severity severity = Severity::error;
    std::string file{};  ///< The file, or the setting of the command line; empty: not from a file.
    std::size_t line = 0;         ///< From 1; 0: no place in a file.
    std::size_t column = 0;       ///< In characters, from 1.
    std::string pointer{};        ///< JSON pointer, as in "/clients/0/timeout"; empty: the whole.
    std::string expected{};       ///< What may stand here, with an example.
    std::string found{};          ///< What stands here.
    std::string says{};           ///< A sentence without its full stop.
    std::string suggestion{};     ///< The nearest known name; empty: none is near.
    std::string choices_title{};  ///< What `choices` are, as in "known here".
    std::vector<std::string> choices{};  ///< All that may stand here.

    friend bool operator==(const Problem&, const Problem&) = default;
};

/// The problem as it is printed, without its file: place, pointer, sentence, suggestion; the
/// choices on a line of their own.
std::string to_text(const Problem& problem);

/// All problems of one file or more, each file under a line with its name.
std::string to_text(const std::vector<Problem>& problems);

/// A scenario that cannot be run, with everything that is wrong with it.
class ScenarioError : public std::runtime_error {
public:
    explicit ScenarioError(std::vector<Problem> problems);

    /// In the order of the file.
    const std::vector<Problem>& problems() const { return problems_; }

private:
    std::vector<Problem> problems_;
};

}  // namespace tiersim
