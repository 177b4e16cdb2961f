// SPDX-License-Identifier: MIT
/// Sample expressions: "hdr(host),lower", "be_conn(app)", "sc0_http_req_rate"; those that HAProxy
/// has and tiersim has not are known by name.
#pragma once

#include "tiersim/scenario/haproxy.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tiersim::haproxy {

/// What kind of value a sample has.
enum class ValueType : std::uint8_t { text, number, truth, address, bytes, any };

/// A sample as written, or what is wrong with it.
struct SampleText {
    Sample sample{};  ///< Fetch::unknown when HAProxy has it and the model has not.
    ValueType type = ValueType::text;
    std::optional<Match> match{};  ///< Named by the keyword of an ACL, as in "path_beg".
    std::string problem{};         ///< Empty: none.
};

/// A sample expression.
SampleText parse_sample(std::string_view text);

/// The same as first word of an ACL, where "path_beg" and its like may stand.
SampleText parse_tested_sample(std::string_view text);

/// The counter of this name, as in "http_req_rate"; none when there is no such.
Counter counter_of(std::string_view name);

}  // namespace tiersim::haproxy
