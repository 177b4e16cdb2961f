// SPDX-License-Identifier: MIT
/// The forks of one server: which branches of a call are out, and how many have ended how.
#pragma once

#include "model/request.hpp"

#include <cstdint>
#include <vector>

namespace tiersim {

/// A call that has forked and waits for its branches.
struct Fork {
    Slot parent = no_slot;
    std::uint16_t fan = 0;         ///< What was forked, in the server's program.
    std::uint32_t good = 0;        ///< Branches that have ended well ...
    std::uint32_t bad = 0;         ///< ... and those that have not.
    std::vector<Slot> branches{};  ///< Those that have not ended, in the order of their beginning.
};

/// All of a server's, by number.
class Forks {
public:
    /// The number of a new one.
    std::uint32_t open(Slot parent, std::uint16_t fan);
    Fork& operator[](std::uint32_t number) { return forks_[number]; }
    /// Gives up the number, and returns what it stood for.
    Fork close(std::uint32_t number);
    /// The number of the fork of `parent`, which has one.
    std::uint32_t of(Slot parent) const;

    /// A branch has ended.
    void end(std::uint32_t number, Slot branch);
    /// A branch goes on in another record.
    void renumber(std::uint32_t number, Slot branch, Slot now);

    void clear();

private:
    std::vector<Fork> forks_;
    std::vector<std::uint32_t> free_;
};

}  // namespace tiersim
