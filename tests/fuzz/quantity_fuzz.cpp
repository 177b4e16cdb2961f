// SPDX-License-Identifier: MIT
/// A target for libFuzzer: any bytes as a quantity, which must be written as it was understood.
#include "tiersim/core/quantity_text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    const auto length = tiersim::parse_duration(text);
    const auto rate = tiersim::parse_rate(text);
    const auto share = tiersim::parse_probability(text);
    const auto bytes = tiersim::parse_bytes(text);
    const bool same = (!length || tiersim::parse_duration(tiersim::to_text(*length)) == length) &&
                      (!rate || tiersim::parse_rate(tiersim::to_text(*rate)) == rate) &&
                      (!share || tiersim::parse_probability(tiersim::to_text(*share)) == share) &&
                      (!bytes || tiersim::parse_bytes(tiersim::to_text(*bytes)) == bytes);
    if (!same) std::abort();
    return 0;
}
