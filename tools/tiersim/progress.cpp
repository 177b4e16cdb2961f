// SPDX-License-Identifier: MIT
/// A line on standard error, so that reports on standard output stay clean.
#include "progress.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace command {

Progress::Progress(std::string what, bool shown) : what_{std::move(what)}, shown_{shown} {}

void Progress::show(double share)
{
    constexpr int cells = 30;
    const int percent = static_cast<int>(share * 100.0);
    if (!shown_ || percent == percent_) return;
    percent_ = percent;
    const int done = percent * cells / 100;
    fmt::print(stderr, "\r{} [{:#<{}}{:-<{}}] {} %", what_, "", done, "", cells - done, percent);
    static_cast<void>(std::fflush(stderr));
}

void Progress::clear() const
{
    if (!shown_ || percent_ < 0) return;
    fmt::print(stderr, "\r\033[K");
    static_cast<void>(std::fflush(stderr));
}

}  // namespace command
