// SPDX-License-Identifier: MIT
/// Writes a line of HAProxy's log, field after field.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tiersim::haproxy {

/// One line in the making. What its verbs are told of names and ends of fields is for who reads.
class LogPen {
public:
    void client(std::uint32_t ip, const std::string& name, std::uint32_t port);
    void mark(std::string_view text) { text_ += text; }
    void date(Duration at);
    void word(std::string_view, const std::string& word, std::string_view) { text_ += word; }
    void word_unless(std::string_view none, std::string_view, const std::string& word)
    {
        word.empty() ? text_ += none : text_ += word;
    }
    void flag(char sign, bool is)
    {
        if (is) text_ += sign;
    }
    template <class Number>
    void number(std::string_view, Number number)
    {
        text_ += std::to_string(number);
    }
    void letters(std::string_view letters, std::size_t count) { text_ += letters.substr(0, count); }
    void captures(const std::string& blocks);
    void request(const std::string& line, bool cut);
    void end() {}

    static bool is_tcp(bool tcp) { return tcp; }
    const std::string& text() const { return text_; }

private:
    std::string text_{};
};

}  // namespace tiersim::haproxy
