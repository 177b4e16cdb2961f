// SPDX-License-Identifier: MIT
/// The names of all samples and converters of HAProxy 2.6.12.
#pragma once

#include "io/haproxy/samples.hpp"

#include <string_view>

namespace tiersim::haproxy {

/// A name, and what it is.
struct FetchName {
    std::string_view name{};
    Fetch fetch = Fetch::unknown;
    ValueType type = ValueType::text;
    Counter counter = Counter::none;
    std::uint32_t track = 0;
};

/// What a name of a sample means; nothing when HAProxy has none of this name.
std::optional<FetchName> find_fetch(std::string_view name);

/// What a name of a converter means for the type of the value; nothing when HAProxy has none.
std::optional<ValueType> type_after(std::string_view converter, ValueType before);

/// Names near which a mistyped one may be.
std::vector<std::string> fetch_names();

}  // namespace tiersim::haproxy
