// SPDX-License-Identifier: MIT
/// Conditional blocks of haproxy.cfg: .if, .elif, .else, .endif, as HAProxy 2.6.12 of Debian 12
/// decides them.
#pragma once

#include "io/haproxy/words.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiersim::haproxy {

/// What a condition of a block comes to.
struct Truth {
    bool value = false;
    std::string problem{};  ///< Empty: none.
};

/// Decides an expression as in "defined(X) && !feature(LUA)".
Truth decide(const std::string& expression, const Environment& environment);

/// Which lines of a file are taken.
class Branches {
public:
    /// Whether `words` are one of the four directives; then they have been obeyed.
    bool obey(const Words& words, const Environment& environment);

    /// Whether lines are taken at this place.
    bool taken() const;
    /// What was wrong with the directive just obeyed; empty: nothing.
    const std::string& problem() const { return problem_; }
    /// Whether a block has not ended.
    bool open() const { return !blocks_.empty(); }

private:
    enum class State : std::uint8_t {
        taken,     ///< This branch is taken.
        waiting,   ///< None was yet.
        done,      ///< One before was, or the block lies in one that is not taken.
        otherwise  ///< After .else: taken.
    };

    struct Block {
        State state = State::waiting;
        bool last = false;  ///< After .else.
    };

    void begin(const std::string& expression, const Environment& environment);
    void go_on(const std::string& expression, const Environment& environment);
    void otherwise();
    void end();

    std::vector<Block> blocks_{};
    std::string problem_{};
};

}  // namespace tiersim::haproxy
