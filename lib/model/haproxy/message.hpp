// SPDX-License-Identifier: MIT
/// What a request says, as far as rules look at it: the same for all requests of a kind.
#pragma once

#include "tiersim/scenario/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::haproxy {

struct Message {
    std::string method = "GET";
    std::string target = "/";      ///< With its query.
    std::vector<Field> headers{};  ///< Host among them.
    std::vector<Field> cookies{};
    std::uint32_t port = 0;  ///< That the client came to; 0: the first.
    std::uint64_t size = 0;  ///< Of the answer.
    std::optional<Body> upload{};
    std::optional<Body> download{};

    std::string_view path() const;
    std::string_view query() const;  ///< After '?'.
    std::string line() const { return method + " " + target + " HTTP/1.1"; }
};

/// The messages of all kinds of all populations.
class Messages {
public:
    Messages(const Scenario& scenario, const std::vector<std::string>& kinds);

    /// Of a kind by its number in the run; that of somebody else who calls is like "GET /".
    const Message& of(std::uint8_t population, std::uint8_t kind) const;

private:
    std::vector<std::vector<Message>> all_;
    Message plain_{};
};

/// Whether two names are equal, whatever their case.
bool same_name(std::string_view a, std::string_view b);

}  // namespace tiersim::haproxy
