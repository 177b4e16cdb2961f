// SPDX-License-Identifier: MIT
/// The cookies that users keep between their requests. They are the users', and survive any
/// balancer.
#pragma once

#include "tiersim/scenario/scenario.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace tiersim::haproxy {

class Jars {
public:
    explicit Jars(const Scenario& scenario) : scenario_{&scenario} {}

    /// A user's cookie; empty: there is none.
    std::string cookie(std::uint8_t population, std::uint32_t user, const std::string& name) const;
    /// Nothing is kept of populations whose requests are each another's; an empty value takes the
    /// cookie away.
    void keep(std::uint8_t population, std::uint32_t user, const std::string& name,
              const std::string& value);

private:
    const Scenario* scenario_;
    std::map<std::pair<std::uint64_t, std::string>, std::string> cookies_;
};

}  // namespace tiersim::haproxy
