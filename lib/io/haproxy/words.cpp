// SPDX-License-Identifier: MIT
/// HAProxy's own rules of quoting, character by character.
#include "io/haproxy/words.hpp"

#include "io/haproxy/units.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tiersim::haproxy {
namespace {

constexpr std::size_t most_words = 64;

bool is_blank(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

bool is_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool is_of_variable(char letter) { return is_letter(letter) || is_digit(letter) || letter == '_'; }

/// The value of a hexadecimal digit; -1 when it is none.
int hex(char digit)
{
    if (is_digit(digit)) return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

class Cutter {
public:
    Cutter(std::string_view line, const Surroundings& surroundings)
        : line_{line}, surroundings_{surroundings}
    {
    }

    Cut cut()
    {
        while (is_blank(here()))
            ++at_;
        words_.emplace_back();
        while (problem_.empty() && !at_end())
            step();
        if (problem_.empty() && (single_ || double_))
            problem_ = "unmatched quote at position " + std::to_string(quote_ + 1);
        if (problem_.empty() && words_.size() > most_words)
            problem_ = "more than " + std::to_string(most_words) + " words";
        return {std::move(words_), std::move(problem_)};
    }

private:
    char here(std::size_t ahead = 0) const
    {
        return at_ + ahead < line_.size() ? line_[at_ + ahead] : '\0';
    }

    bool at_end() const
    {
        const char letter = here();
        if (letter == '\0' || letter == '\n' || letter == '\r') return true;
        return letter == '#' && !single_ && !double_;
    }

    void emit(char letter) { words_.back() += letter; }

    void step()
    {
        const char letter = here();
        if (letter == '"' && !single_) return quote(double_);
        if (letter == '\'' && !double_) return quote(single_);
        if (letter == '\\' && !single_) return escape();
        if (is_blank(letter) && !single_ && !double_) return end_word();
        if (letter == '$' && double_) return variable();
        emit(letter);
        ++at_;
    }

    void quote(bool& inside)
    {
        inside = !inside;
        quote_ = at_++;
    }

    void end_word()
    {
        while (is_blank(here()))
            ++at_;
        words_.emplace_back();
    }

    void escape()
    {
        const char next = here(1);
        if (next == 'x') return escape_hex();
        std::size_t length = 2;
        if (next == 't')
            emit('\t');
        else if (next == 'n')
            emit('\n');
        else if (next == 'r')
            emit('\r');
        else if (next == ' ' || next == '\\' || next == '#' || next == '"' || next == '\'')
            emit(next);
        else if (next == '$' && double_)
            emit(next);
        else {
            emit('\\');
            length = 1;
        }
        at_ += length;
    }

    void escape_hex()
    {
        const int high = hex(here(2));
        const int low = high < 0 ? -1 : hex(here(3));
        if (low < 0) {
            problem_ = "truncated or invalid hexadecimal sequence at position " +
                       std::to_string(at_ + 1);
            return;
        }
        emit(static_cast<char>(high * 16 + low));
        at_ += 4;
    }

    void variable()
    {
        const std::size_t start = at_++;
        const bool braces = here() == '{';
        if (braces) ++at_;
        if (!is_letter(here()) && here() != '_' && here() != '.') {
            problem_ =
                "forbidden first character in the name of an environment variable at "
                "position " +
                std::to_string(at_ + 1);
            return;
        }
        std::optional<std::string> value = look_up(name());
        bool split = false;
        if (braces && here() == '[') split = take_split();
        if (braces && problem_.empty()) take_end(value, start);
        if (problem_.empty() && value) insert(*value, split);
    }

    std::string name()
    {
        const std::size_t start = at_;
        if (here() == '.') ++at_;
        while (is_of_variable(here()))
            ++at_;
        return std::string{line_.substr(start, at_ - start)};
    }

    std::optional<std::string> look_up(const std::string& name)
    {
        if (name == ".LINE") return std::to_string(surroundings_.line);
        if (name == ".FILE") return surroundings_.file;
        if (name == ".SECTION") return surroundings_.section;
        if (name.front() == '.') {
            problem_ = "unknown pseudo-variable '" + name + "'";
            return std::nullopt;
        }
        const auto found = surroundings_.environment->find(name);
        if (found == surroundings_.environment->end()) return std::nullopt;
        return found->second;
    }

    bool take_split()
    {
        if (here(1) == '*' && here(2) == ']') {
            at_ += 3;
            return true;
        }
        problem_ = "truncated or invalid word expansion at position " + std::to_string(at_ + 1);
        return false;
    }

    /// The rest of "${NAME-default}" behind the name.
    void take_end(std::optional<std::string>& value, std::size_t start)
    {
        const std::size_t close = line_.find('}', at_);
        const bool fallback = here() == '-';
        if (close == std::string_view::npos || (!fallback && close != at_)) {
            problem_ = "unmatched brace in the name of an environment variable at position " +
                       std::to_string(start + 2);
            return;
        }
        if (fallback && !value) value = std::string{line_.substr(at_ + 1, close - at_ - 1)};
        at_ = close + 1;
    }

    void insert(const std::string& value, bool split)
    {
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (!split || !is_blank(value[i])) {
                emit(value[i]);
                continue;
            }
            while (i + 1 < value.size() && is_blank(value[i + 1]))
                ++i;
            words_.emplace_back();
        }
    }

    std::string_view line_;
    const Surroundings& surroundings_;
    std::vector<std::string> words_{};
    std::string problem_{};
    std::size_t at_ = 0;
    std::size_t quote_ = 0;  ///< Where the last quote stands.
    bool single_ = false;
    bool double_ = false;
};

}  // namespace

Words Words::from(std::size_t at) const
{
    if (at >= words_.size()) return {};
    return Words{{words_.begin() + static_cast<std::ptrdiff_t>(at), words_.end()}};
}

std::string Words::joined(std::size_t at) const
{
    std::string text;
    for (std::size_t i = at; i < words_.size(); ++i)
        text += (i > at ? " " : "") + words_[i];
    return text;
}

std::size_t Words::find(std::string_view word, std::size_t from) const
{
    for (std::size_t i = from; i < words_.size(); ++i) {
        if (words_[i] == word) return i;
    }
    return words_.size();
}

Cut cut(std::string_view line, const Surroundings& surroundings)
{
    return Cutter{line, surroundings}.cut();
}

std::string expanded(std::string_view text, const Environment& environment)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '$') {
            result += text[i];
            continue;
        }
        const bool braces = i + 1 < text.size() && text[i + 1] == '{';
        std::size_t end = i + (braces ? 2 : 1);
        const std::size_t start = end;
        while (end < text.size() && is_of_variable(text[end]))
            ++end;
        const auto found = environment.find(std::string{text.substr(start, end - start)});
        if (found != environment.end()) result += found->second;
        if (braces && end < text.size() && text[end] == '}') ++end;
        i = end - 1;
    }
    return result;
}

}  // namespace tiersim::haproxy
