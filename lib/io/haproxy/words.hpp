// SPDX-License-Identifier: MIT
/// A line of haproxy.cfg cut into words: blanks, quotes, escapes, comments, and the environment's
/// variables inside double quotes.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::haproxy {

using Environment = std::map<std::string, std::string>;

/// The words of a line, and an empty one for every place behind the last.
class Words {
public:
    Words() = default;
    explicit Words(std::vector<std::string> words) : words_{std::move(words)} {}

    const std::string& operator[](std::size_t at) const
    {
        static const std::string none;
        return at < words_.size() ? words_[at] : none;
    }
    std::size_t size() const { return words_.size(); }
    bool empty() const { return words_.empty(); }
    /// The words from `at` on.
    Words from(std::size_t at) const;
    /// Those from `at` on, with blanks between.
    std::string joined(std::size_t at) const;
    /// The place of the first that equals `word`, at `from` or later; size() when there is none.
    std::size_t find(std::string_view word, std::size_t from) const;

private:
    std::vector<std::string> words_{};
};

/// Where words stand: for variables, and for the pseudo-variables .FILE, .LINE and .SECTION.
struct Surroundings {
    const Environment* environment = nullptr;
    std::string file{};
    std::size_t line = 0;
    std::string section{};
};

/// The words of a line, or what is wrong with it.
struct Cut {
    std::vector<std::string> words{};
    std::string problem{};  ///< Empty: none.
};

/// Cuts `line`, which has no line feed. An empty word behind the others is kept; see Words for how
/// it reads.
Cut cut(std::string_view line, const Surroundings& surroundings);

/// A value of its own in which variables stand without quotes, as addresses may: "${HOST}:80".
std::string expanded(std::string_view text, const Environment& environment);

}  // namespace tiersim::haproxy
