// SPDX-License-Identifier: MIT
/// When colour is wanted: asked for, or on a terminal that can show it (no-color.org).
#include "options.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace command {

namespace {

bool is_set(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

bool is_dumb()
{
    const char* terminal = std::getenv("TERM");
    return terminal != nullptr && std::string_view{terminal} == "dumb";
}

/// The locale for characters: the first of the three that is set decides.
std::string_view character_set()
{
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (is_set(name)) return std::getenv(name);
    return {};
}

}  // namespace

bool shows_utf8()
{
    const auto locale = character_set();
    for (const auto* name : {"UTF-8", "utf-8", "utf8", "UTF8"})
        if (locale.find(name) != std::string_view::npos) return true;
    return false;
}

bool is_terminal(int stream) { return ::isatty(stream) == 1; }

bool is_coloured(const Options& options, int stream)
{
    if (options.colour != Colour::automatic) return options.colour == Colour::always;
    return !is_set("NO_COLOR") && !is_dumb() && is_terminal(stream);
}

}  // namespace command
