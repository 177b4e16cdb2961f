// SPDX-License-Identifier: MIT
/// How writes are told apart.
#include "model/readers.hpp"

#include "tiersim/core/random.hpp"

#include <algorithm>

namespace tiersim {

// A write is the same in all attempts of a request: by who asked when, and the steps at which its
// callers are.
std::uint64_t Readers::identity(const Request& request)
{
    std::uint64_t path = mix(static_cast<std::uint64_t>(request.began.time_since_epoch().count())) +
                         mix(std::uint64_t{request.population} << 32U | request.source);
    for (std::uint8_t level = 1; level + 1 < request.depth; ++level) {
        const Frame& frame = request.frames[level];
        path = path * 0x2545f4914f6cdd1dU + frame.step + (std::uint64_t{frame.rounds} << 16U);
    }
    return mix(path);
}

Readers::View& Readers::view(const Request& request)
{
    View& view = views_[std::uint64_t{request.population} << 32U | request.source];
    for (; view.cuts < cuts_.size(); ++view.cuts) {
        view.written = std::min(view.written, cuts_[view.cuts]);
        view.seen = std::min(view.seen, cuts_[view.cuts]);
    }
    return view;
}

}  // namespace tiersim
