// SPDX-License-Identifier: MIT
/// What each user of a replicated database has written and seen, and which writes were done
/// before.
#pragma once

#include "model/request.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace tiersim {

/// The users of one database.
class Readers {
public:
    /// How far the log went with the last write of a user, and with what the user saw.
    struct View {
        std::uint64_t written = 0;
        std::uint64_t seen = 0;
        std::size_t cuts = 0;  ///< How often the log had been cut then.
    };

    View& view(const Request& request);

    /// False when an earlier attempt of the same request has done this write already.
    bool is_first(const Request& request) { return done_.insert(identity(request)).second; }

    /// The log ends at `position` now: nobody has seen more of it.
    void cut(std::uint64_t position) { cuts_.push_back(position); }

private:
    static std::uint64_t identity(const Request& request);

    std::map<std::uint64_t, View> views_;
    std::set<std::uint64_t> done_;
    std::vector<std::uint64_t> cuts_;
};

}  // namespace tiersim
