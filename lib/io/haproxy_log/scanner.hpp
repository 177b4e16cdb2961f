// SPDX-License-Identifier: MIT
/// Reads a line of HAProxy's log, field after field, up to the first that is not what it should be.
#pragma once

#include "tiersim/core/time.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tiersim::haproxy {

/// A line, and how far it is read. After a problem nothing is read any more.
class LogScanner {
public:
    LogScanner(std::string_view line, std::size_t from) : line_{line}, at_{from} {}

    void client(std::uint32_t& ip, std::string& name, std::uint32_t& port);
    void mark(std::string_view text);
    void date(Duration& at);
    /// A word that is not empty, up to one of `ends`.
    void word(std::string_view what, std::string& word, std::string_view ends);
    /// A word up to a space; empty when it is `none`.
    void word_unless(std::string_view none, std::string_view what, std::string& word);
    void flag(char sign, bool& is);
    template <class Number>
    void number(std::string_view what, Number& number)
    {
        if (failed()) return;
        const auto read = std::from_chars(rest().data(), rest().data() + rest().size(), number);
        if (read.ec != std::errc{}) return fail("a number for " + std::string{what});
        at_ = static_cast<std::size_t>(read.ptr - line_.data());
    }
    void letters(std::string& letters, std::size_t count);
    void captures(std::string& blocks);
    void request(std::string& line, bool& cut);
    void end();

    /// Whether the times are those of tcplog.
    bool is_tcp(bool& tcp);

    bool failed() const { return !problem_.empty(); }
    const std::string& problem() const { return problem_; }

private:
    std::string_view rest() const { return line_.substr(at_); }
    std::string_view until(std::string_view ends) const;
    void fail(const std::string& expected);

    std::string_view line_;
    std::size_t at_;
    std::string problem_{};
};

}  // namespace tiersim::haproxy
