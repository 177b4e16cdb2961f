// SPDX-License-Identifier: MIT
/// When colour is wanted: asked for, or on a terminal that can show it (no-color.org).
#include "options.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace command {

namespace {

/// A variable of the environment; empty when it is not set.
std::string_view variable(const char* name)
{
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets any
    return value == nullptr ? std::string_view{} : value;
}

/// The locale for characters: the first of the three that is set decides.
std::string_view character_set()
{
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (const auto locale = variable(name); !locale.empty()) return locale;
    return {};
}

}  // namespace

bool shows_utf8()
{
    const auto locale = character_set();
    const std::array<std::string_view, 4> names{"UTF-8", "utf-8", "utf8", "UTF8"};
    return std::ranges::any_of(
        names, [&](std::string_view name) { return locale.find(name) != std::string_view::npos; });
}

bool is_terminal(int stream) { return ::isatty(stream) == 1; }

bool is_coloured(const Options& options, int stream)
{
    if (options.colour != Colour::automatic) return options.colour == Colour::always;
    return variable("NO_COLOR").empty() && variable("TERM") != "dumb" && is_terminal(stream);
}

}  // namespace command
