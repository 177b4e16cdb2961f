// SPDX-License-Identifier: MIT
/// All of tiersim that a program needs, in one include.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/random.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/core/version.hpp"
#include "tiersim/workload/arrivals.hpp"
#include "tiersim/workload/distribution.hpp"
