// SPDX-License-Identifier: MIT
/// What is wrong with tiers of HAProxy: servers that stand nowhere, commands to nobody, and what
/// their configuration asks for that the model does not do.
#pragma once

#include "scenario/site.hpp"
#include "tiersim/scenario/problem.hpp"

#include <string>
#include <vector>

namespace tiersim {

std::vector<Problem> check_haproxies(const Site& site);

/// The node or tier where a server of `tier` stands: the one that `servers` names; else the one
/// that its address names, else the one of its own name. Empty: there is none.
std::string server_place(const Site& site, const Haproxy& tier, const haproxy::Backend& backend,
                         const haproxy::Server& server);

}  // namespace tiersim
