// SPDX-License-Identifier: MIT
/// Finds the place that a setting names, item by item, and puts its value there.
#include "io/settings.hpp"

#include "tiersim/core/nearest.hpp"

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace tiersim::json {

namespace {

/// The value of a setting: JSON when it is such, otherwise a text, so that quotes may be left out.
Value value_of(std::string_view written)
{
    auto parsed = parse(written);
    if (parsed.root && parsed.problems.empty()) return std::move(*parsed.root);
    return text(written);
}

void mark(Value& value, const std::string& setting)
{
    value.origin = {0, setting};
    for (auto& key : value.keys)
        key.origin = {0, setting};
    for (auto& item : value.items)
        mark(item, setting);
}

std::vector<std::string> names_in(const Value& items)
{
    std::vector<std::string> names;
    for (const auto& item : items.items) {
        const auto* name = item.find("name");
        if (name != nullptr && name->type == Type::text) names.push_back(name->text);
    }
    return names;
}

std::optional<std::size_t> index_of(const Value& items, std::string_view step)
{
    for (std::size_t i = 0; i < items.items.size(); ++i) {
        const auto* name = items.items[i].find("name");
        if (name != nullptr && name->type == Type::text && name->text == step) return i;
    }
    std::size_t index = 0;
    const auto result = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool counts = result.ec == std::errc{} && result.ptr == step.data() + step.size();
    if (!counts || index >= items.items.size()) return std::nullopt;
    return index;
}

/// One setting on its way down.
class Setter {
public:
    explicit Setter(const std::string& setting) : setting_{setting} {}

    std::optional<Misfit> apply(Value& root)
    {
        const auto equals = setting_.find('=');
        if (equals == std::string::npos || equals == 0)
            return refused("expected a path and a value, as in clients.users.timeout=2s");
        Value* here = &root;
        std::string_view path = std::string_view{setting_}.substr(0, equals);
        while (!path.empty()) {
            const auto dot = path.find('.');
            here = step(*here, path.substr(0, dot));
            if (here == nullptr) return misfit_;
            path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        }
        *here = value_of(std::string_view{setting_}.substr(equals + 1));
        mark(*here, setting_);
        return std::nullopt;
    }

private:
    Value* step(Value& value, std::string_view name)
    {
        if (value.type == Type::list) return item(value, name);
        if (value.type == Type::null) value = object();
        if (value.type != Type::object) {
            refused("there is nothing below a value that is " + brief(value));
            return nullptr;
        }
        pointer_ += "/" + pointer_step(name);
        if (value.find(name) == nullptr) {
            add(value, name, {});
            value.keys.back().origin = {0, setting_};
            mark(value.items.back(), setting_);
        }
        return value.find(name);
    }

    Value* item(Value& items, std::string_view name)
    {
        const auto index = index_of(items, name);
        if (!index) {
            const auto names = names_in(items);
            auto& problem = refused("no item is called " + in_quotes(name) + " or has this index")
                                .problem;
            problem.suggestion = nearest(name, names);
            problem.choices = names;
            problem.choices_title = "items here";
            return nullptr;
        }
        pointer_ += "/" + std::to_string(*index);
        return &items.items[*index];
    }

    Misfit& refused(std::string says)
    {
        misfit_ = Misfit{{0, setting_}, {.pointer = pointer_, .says = std::move(says)}};
        return *misfit_;
    }

    const std::string& setting_;
    std::string pointer_;
    std::optional<Misfit> misfit_;
};

}  // namespace

std::vector<Misfit> apply(const std::vector<std::string>& settings, Value& root)
{
    std::vector<Misfit> misfits;
    for (const auto& setting : settings) {
        if (auto misfit = Setter{setting}.apply(root)) misfits.push_back(std::move(*misfit));
    }
    return misfits;
}

}  // namespace tiersim::json
