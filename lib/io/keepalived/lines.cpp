// SPDX-License-Identifier: MIT
/// Character by character.
#include "io/keepalived/lines.hpp"

#include <algorithm>
#include <utility>

namespace tiersim::keepalived {
namespace {

/// Cuts a line at blanks, braces and comments; quotes keep blanks.
std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    bool open = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (letter == '"') {
            const std::size_t end = std::min(text.find('"', i + 1), text.size());
            words.emplace_back(text.substr(i + 1, end - i - 1));
            open = false;
            i = end;
        } else if (letter == '#' || letter == '!') {
            break;
        } else if (letter == '{' || letter == '}') {
            words.emplace_back(1, letter);
            open = false;
        } else if (letter == ' ' || letter == '\t' || letter == '\r') {
            open = false;
        } else {
            if (!open) words.emplace_back();
            open = true;
            words.back() += letter;
        }
    }
    return words;
}

}  // namespace

std::vector<Line> lines_of(std::string_view text)
{
    std::vector<Line> lines;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        Line line{.number = number};
        for (std::string& word : words_of(text.substr(0, end))) {
            const bool closes = word == "}";
            const bool opens = word == "{";
            if (closes && !line.words.empty())
                lines.push_back(std::exchange(line, {.number = number}));
            line.words.push_back(std::move(word));
            if (closes || opens) lines.push_back(std::exchange(line, {.number = number}));
        }
        if (!line.words.empty()) lines.push_back(std::move(line));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

}  // namespace tiersim::keepalived
