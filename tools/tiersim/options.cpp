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

}  // namespace

bool is_terminal(int stream) { return ::isatty(stream) == 1; }

bool is_coloured(const Options& options, int stream)
{
    if (options.colour != Colour::automatic) return options.colour == Colour::always;
    return !is_set("NO_COLOR") && !is_dumb() && is_terminal(stream);
}

}  // namespace command
