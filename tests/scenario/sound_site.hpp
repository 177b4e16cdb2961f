// SPDX-License-Identifier: MIT
/// A small site that nothing can be said against, to be spoilt by tests.
#pragma once

#include "tiersim/scenario/scenario.hpp"

/// Users, two balancers, two web servers, two application servers, a database and a cache.
tiersim::Scenario sound_site();
