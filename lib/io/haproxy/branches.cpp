// SPDX-License-Identifier: MIT
/// The expressions of .if, by recursive descent, and the state of nested blocks.
#include "io/haproxy/branches.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace tiersim::haproxy {
namespace {

constexpr std::size_t deepest = 99;

constexpr std::string_view features =
    " ACCEPT4 BACKTRACE CPU_AFFINITY CRYPT_H DL EPOLL GETADDRINFO LIBCRYPT LINUX_SPLICE "
    "LINUX_TPROXY LUA NETFILTER NS OPENSSL OT PCRE2 PCRE2_JIT POLL PRCTL PROMEX RT SLZ SYSTEMD TFO "
    "THREAD THREAD_DUMP TPROXY ";

using Version = std::array<long, 3>;

Version version(std::string_view text)
{
    Version parts{};
    std::size_t at = 0;
    for (long& part : parts) {
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            part = part * 10 + (text[at++] - '0');
        if (at >= text.size() || text[at] != '.') break;
        ++at;
    }
    return parts;
}

constexpr Version own_version{2, 6, 12};
constexpr Version openssl_version{3, 0, 19};

class Expression {
public:
    Expression(std::string_view text, const Environment& environment)
        : text_{text}, environment_{environment}
    {
    }

    Truth decide()
    {
        const bool value = any();
        skip_blanks();
        if (problem_.empty() && at_ < text_.size())
            problem_ = "unexpected character '" + std::string{text_[at_]} +
                       "' at the end of the condition";
        return {value, problem_};
    }

private:
    void skip_blanks()
    {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
            ++at_;
    }

    bool take(std::string_view token)
    {
        skip_blanks();
        if (text_.substr(at_, token.size()) != token) return false;
        at_ += token.size();
        return true;
    }

    bool any()
    {
        bool value = all();
        while (problem_.empty() && take("||"))
            value = all() || value;
        return value;
    }

    bool all()
    {
        bool value = term();
        while (problem_.empty() && take("&&"))
            value = term() && value;
        return value;
    }

    bool term()
    {
        bool negated = false;
        while (take("!"))
            negated = !negated;
        return plain() != negated;
    }

    bool plain()
    {
        skip_blanks();
        if (++depth_ > deepest * 4) return fail();
        const std::string rest{text_.substr(at_)};
        char* end = nullptr;
        const long number = std::strtol(rest.c_str(), &end, 0);
        if (end != rest.c_str()) {
            at_ += static_cast<std::size_t>(end - rest.c_str());
            return number != 0;
        }
        if (!take("(")) return predicate();
        const bool value = any();
        if (problem_.empty() && !take(")")) problem_ = "expected ')' in the condition";
        return value;
    }

    bool fail()
    {
        if (problem_.empty())
            problem_ = "unparsable condition '" + std::string{text_.substr(at_)} + "'";
        return false;
    }

    bool predicate()
    {
        const std::size_t start = at_;
        const std::size_t open = text_.find('(', at_);
        const std::size_t close = text_.find(')', at_);
        if (open == std::string_view::npos || close == std::string_view::npos || close < open)
            return fail();
        const auto name = text_.substr(at_, open - at_);
        const auto arguments = text_.substr(open + 1, close - open - 1);
        const std::size_t comma = arguments.find(',');
        const std::string first{arguments.substr(0, comma)};
        const std::string second{comma == std::string_view::npos ? ""
                                                                 : arguments.substr(comma + 1)};
        at_ = close + 1;
        if (name == "defined") return environment_.contains(first);
        if (name == "feature") return features.find(" " + first + " ") != std::string_view::npos;
        if (name == "streq") return first == second;
        if (name == "strneq") return first != second;
        if (name == "version_atleast") return own_version >= version(first);
        if (name == "version_before") return own_version < version(first);
        if (name == "openssl_version_atleast") return openssl_version >= version(first);
        if (name == "openssl_version_before") return openssl_version < version(first);
        if (name == "ssllib_name_startswith") return std::string_view{"OpenSSL"}.starts_with(first);
        at_ = start;
        return fail();
    }

    std::string_view text_;
    const Environment& environment_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::string problem_{};
};

}  // namespace

Truth decide(const std::string& expression, const Environment& environment)
{
    if (expression.empty()) return {};
    return Expression{expression, environment}.decide();
}

bool Branches::taken() const
{
    return std::all_of(blocks_.begin(), blocks_.end(), [](const Block& block) {
        return block.state == State::taken || block.state == State::otherwise;
    });
}

bool Branches::obey(const Words& words, const Environment& environment)
{
    problem_.clear();
    const std::string& directive = words[0];
    if (directive == ".if")
        begin(words.joined(1), environment);
    else if (directive == ".elif")
        go_on(words.joined(1), environment);
    else if (directive != ".else" && directive != ".endif")
        return false;
    else if (words.size() > 1)
        problem_ = "unexpected argument '" + words[1] + "' for '" + directive + "'";
    else if (directive == ".else")
        otherwise();
    else
        end();
    return true;
}

void Branches::begin(const std::string& expression, const Environment& environment)
{
    const bool reached = taken();
    blocks_.push_back({.state = reached ? State::waiting : State::done});
    if (blocks_.size() > deepest) problem_ = "too many nested '.if', at most 99";
    if (!reached || !problem_.empty()) return;
    const Truth truth = decide(expression, environment);
    problem_ = truth.problem;
    if (truth.value) blocks_.back().state = State::taken;
}

void Branches::go_on(const std::string& expression, const Environment& environment)
{
    if (blocks_.empty())
        problem_ = "lone '.elif' with no matching '.if'";
    else if (blocks_.back().last)
        problem_ = "'.elif' after '.else' is not permitted";
    if (!problem_.empty()) return;
    State& state = blocks_.back().state;
    if (state != State::waiting) {
        state = State::done;
        return;
    }
    const Truth truth = decide(expression, environment);
    problem_ = truth.problem;
    if (truth.value) state = State::taken;
}

void Branches::otherwise()
{
    if (blocks_.empty())
        problem_ = "lone '.else' with no matching '.if'";
    else if (blocks_.back().last)
        problem_ = "'.else' after '.else' is not permitted";
    if (!problem_.empty()) return;
    Block& block = blocks_.back();
    block.last = true;
    block.state = block.state == State::waiting ? State::otherwise : State::done;
}

void Branches::end()
{
    if (blocks_.empty())
        problem_ = "lone '.endif' with no matching '.if'";
    else
        blocks_.pop_back();
}

}  // namespace tiersim::haproxy
