// SPDX-License-Identifier: MIT
/// The tree of values, built by nlohmann-json's parser and told its places by a scan of the tokens.
#include "io/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tiersim::json {

namespace {

constexpr std::size_t deepest = 100;

/// Where each value and each key of an accepted text begins, in order.
class Tokens {
public:
    explicit Tokens(std::string_view text) : text_{text}
    {
        if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;  // byte order mark
        while (at_ < text_.size())
            step();
    }

    const std::vector<std::size_t>& starts() const { return starts_; }

private:
    void step()
    {
        const char letter = text_[at_];
        if (letter == '/')
            comment();
        else if (letter == '"')
            quoted();
        else if (letter == '{' || letter == '[')
            starts_.push_back(at_++);
        else if (is_punctuation(letter))
            ++at_;
        else
            bare();
    }

    static bool is_punctuation(char letter)
    {
        return std::string_view{"]},: \t\r\n"}.find(letter) != std::string_view::npos;
    }

    void comment()
    {
        const bool to_line_end = text_.substr(at_, 2) == "//";
        const auto end = to_line_end ? text_.find('\n', at_) : text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + (to_line_end ? 1 : 2);
    }

    void quoted()
    {
        starts_.push_back(at_++);
        while (at_ < text_.size() && text_[at_] != '"')
            at_ += text_[at_] == '\\' ? 2 : 1;
        ++at_;
    }

    void bare()
    {
        starts_.push_back(at_);
        while (at_ < text_.size() && text_[at_] != '/' && !is_punctuation(text_[at_]))
            ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<std::size_t> starts_;
};

/// Takes the parser's events and builds the tree; origins count tokens until they are placed.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    using Number = nlohmann::json;

    bool null() override { return put({}); }
    bool boolean(bool truth) override { return put(json::boolean(truth)); }
    bool number_integer(Number::number_integer_t value) override
    {
        auto leaf = json::number(static_cast<double>(value));
        leaf.text = std::to_string(value);
        return put(std::move(leaf));
    }
    bool number_unsigned(Number::number_unsigned_t value) override { return put(whole(value)); }
    bool number_float(double value, const std::string& digits) override
    {
        auto leaf = json::number(value);
        leaf.text = digits;
        return put(std::move(leaf));
    }
    bool string(std::string& value) override { return put(text(value)); }
    bool binary(Number::binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*count*/) override { return open(object()); }
    bool key(std::string& name) override
    {
        open_.back().keys.push_back({name, {tokens_++, {}}});
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t /*count*/) override { return open(list()); }
    bool end_array() override { return close(); }

    bool parse_error(std::size_t byte, const std::string& /*token*/,
                     const nlohmann::detail::exception& error) override
    {
        const std::string_view what = error.what();
        const auto colon = what.find(": ");
        says_ = colon == std::string_view::npos ? what : what.substr(colon + 2);
        if (const auto second = says_.find("syntax error"); second != std::string::npos)
            says_ = says_.substr(second);
        if (error.id == 406) says_ = "a number that no computer here can hold";
        byte_ = byte;
        return false;
    }

    Value take() { return std::move(root_); }
    bool too_deep() const { return too_deep_; }
    std::size_t tokens() const { return tokens_; }
    const std::string& says() const { return says_; }
    std::size_t byte() const { return byte_; }

private:
    bool put(Value leaf)
    {
        leaf.origin.offset = tokens_++;
        keep(std::move(leaf));
        return true;
    }
    bool open(Value value)
    {
        value.origin.offset = tokens_++;
        too_deep_ = open_.size() >= deepest;
        open_.push_back(std::move(value));
        return !too_deep_;
    }
    bool close()
    {
        auto value = std::move(open_.back());
        open_.pop_back();
        keep(std::move(value));
        return true;
    }
    void keep(Value value)
    {
        if (open_.empty())
            root_ = std::move(value);
        else
            open_.back().items.push_back(std::move(value));
    }

    std::vector<Value> open_;
    Value root_;
    std::size_t tokens_ = 0;
    bool too_deep_ = false;
    std::string says_;
    std::size_t byte_ = 0;
};

/// Turns token numbers into bytes.
void place(Value& value, const std::vector<std::size_t>& starts)
{
    value.origin.offset = starts.at(value.origin.offset);
    for (auto& key : value.keys)
        key.origin.offset = starts.at(key.origin.offset);
    for (auto& item : value.items)
        place(item, starts);
}

Problem problem_at(std::string_view text, std::size_t offset, std::string pointer)
{
    const auto [line, column] = position(text, offset);
    return {.line = line, .column = column, .pointer = std::move(pointer)};
}

void find_duplicates(std::string_view text, const Value& value, const std::string& pointer,
                     std::vector<Problem>& problems)
{
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const bool keyed = value.type == Type::object;
        const auto here = pointer + "/" +
                          (keyed ? pointer_step(value.keys[i].name) : std::to_string(i));
        find_duplicates(text, value.items[i], here, problems);
        const auto same = [&](const Key& key) { return key.name == value.keys[i].name; };
        const auto end = value.keys.begin() + static_cast<std::ptrdiff_t>(keyed ? i : 0);
        if (std::none_of(value.keys.begin(), end, same)) continue;
        problems.push_back(problem_at(text, value.keys[i].origin.offset, here));
        problems.back().says = "the key stands twice; only one of them could count";
    }
}

Parsed refused(std::string_view text, const Builder& builder)
{
    Parsed parsed;
    const bool deep = builder.too_deep();
    const auto byte = deep ? Tokens{text}.starts().at(builder.tokens() - 1)
                           : std::min(text.size(), builder.byte() - (builder.byte() > 0 ? 1 : 0));
    parsed.problems.push_back(problem_at(text, byte, {}));
    parsed.problems.back().says = deep ? "nested more than " + std::to_string(deepest) + " deep"
                                       : builder.says();
    return parsed;
}

}  // namespace

const Value* Value::find(std::string_view name) const
{
    for (std::size_t i = keys.size(); i-- > 0;) {
        if (keys[i].name == name) return &items[i];
    }
    return nullptr;
}

Value* Value::find(std::string_view name)
{
    return const_cast<Value*>(std::as_const(*this).find(name));  // NOLINT: one search for both
}

Parsed parse(std::string_view text)
{
    Builder builder;
    const bool good = nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                                                nlohmann::json::input_format_t::json, true, true);
    if (!good) return refused(text, builder);
    Parsed parsed;
    parsed.root = builder.take();
    place(*parsed.root, Tokens{text}.starts());
    find_duplicates(text, *parsed.root, {}, parsed.problems);
    return parsed;
}

Position position(std::string_view text, std::size_t offset)
{
    const auto before = text.substr(0, offset);
    const auto line_start = before.rfind('\n') == std::string_view::npos ? 0
                                                                         : before.rfind('\n') + 1;
    const auto is_first_byte = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    };
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto columns = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start),
                                       before.end(), is_first_byte);
    return {static_cast<std::size_t>(lines) + 1, static_cast<std::size_t>(columns) + 1};
}

}  // namespace tiersim::json
