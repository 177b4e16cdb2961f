// SPDX-License-Identifier: MIT
/// How far a run is, on a line of the terminal that is written over and goes away at the end.
#pragma once

#include <string>

namespace command {

/// The line of one run; silent where nobody watches.
class Progress {
public:
    Progress(std::string what, bool shown);

    /// `share` of the work is done.
    void show(double share);

    /// Takes the line away.
    void clear() const;

private:
    std::string what_;
    bool shown_;
    int percent_ = -1;
};

}  // namespace command
