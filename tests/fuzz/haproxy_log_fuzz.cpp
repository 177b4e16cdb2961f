// SPDX-License-Identifier: MIT
/// A target for libFuzzer: any bytes as a log of HAProxy.
#include "support/feed.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    support::feed_log(std::string(data, data + size));
    return 0;
}
