// SPDX-License-Identifier: MIT
/// Follows a pointer as far as the file goes.
#include "io/locate.hpp"

#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

namespace tiersim::json {

namespace {

std::string unescaped(std::string_view step)
{
    std::string key;
    for (std::size_t i = 0; i < step.size(); ++i) {
        const bool escape = step[i] == '~' && i + 1 < step.size();
        key += escape ? (step[i + 1] == '1' ? '/' : '~') : step[i];
        i += escape ? 1 : 0;
    }
    return key;
}

std::vector<std::string> steps_of(std::string_view pointer)
{
    std::vector<std::string> steps;
    while (!pointer.empty()) {
        const auto end = pointer.find('/', 1);
        steps.push_back(
            unescaped(pointer.substr(1, end == std::string_view::npos ? end : end - 1)));
        pointer = end == std::string_view::npos ? std::string_view{} : pointer.substr(end);
    }
    return steps;
}

const Value* below(const Value& value, const std::string& step)
{
    if (value.type == Type::object) return value.find(step);
    std::size_t index = 0;
    const auto* end = step.data() + step.size();
    const auto result = std::from_chars(step.data(), end, index);
    const bool counts = value.type == Type::list && result.ec == std::errc{} && result.ptr == end;
    return counts && index < value.items.size() ? &value.items[index] : nullptr;
}

/// The first step from `start` on that leads on from `value`.
std::optional<std::size_t> next_step(const Value& value, const std::vector<std::string>& steps,
                                     std::size_t start)
{
    for (std::size_t i = start; i < steps.size(); ++i) {
        if (below(value, steps[i]) != nullptr) return i;
    }
    return std::nullopt;
}

}  // namespace

Located locate(const Value& root, const std::string& pointer)
{
    const auto steps = steps_of(pointer);
    const Value* here = &root;
    std::string passed;
    std::size_t done = 0;
    while (const auto next = next_step(*here, steps, done)) {
        here = below(*here, steps[*next]);
        passed += "/" + pointer_step(steps[*next]);
        done = *next + 1;
    }
    // A member that is left out keeps its name: it is what would have to be written.
    if (here->type == Type::object && done < steps.size())
        for (; done < steps.size(); ++done)
            passed += "/" + pointer_step(steps[done]);
    return {here->origin, passed};
}

}  // namespace tiersim::json
