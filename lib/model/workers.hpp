// SPDX-License-Identifier: MIT
/// The workers of a server and the line before them.
#pragma once

#include "model/books.hpp"
#include "model/line.hpp"

#include <cstdint>
#include <vector>

namespace tiersim {

/// A number of workers; a call takes one, or waits in line for one, or is refused.
class Workers {
public:
    /// `count` 0: no limit. `places` in line; UINT32_MAX: no limit.
    Workers(std::uint32_t count, std::uint32_t places) : count_{count}, places_{places} {}

    /// Takes a worker if one is free.
    bool take(Instant at, NodeBooks& books)
    {
        if (count_ != 0 && books.busy.level() >= count_) return false;
        books.busy.raise(at);
        return true;
    }

    bool line_is_full() const { return line_.size() >= places_; }

    void give(Instant at, NodeBooks& books) { books.busy.lower(at); }

    Line& line() { return line_; }
    const Line& line() const { return line_; }

private:
    std::uint32_t count_;
    std::uint32_t places_;
    Line line_;
};

}  // namespace tiersim
