// SPDX-License-Identifier: MIT
/// All of tiersim that a program needs, in one include.
#pragma once

#include "tiersim/core/math.hpp"
#include "tiersim/core/quantity.hpp"
#include "tiersim/core/random.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/core/version.hpp"
#include "tiersim/core/wide.hpp"
#include "tiersim/fault/fault.hpp"
#include "tiersim/policy/balancing.hpp"
#include "tiersim/policy/health.hpp"
#include "tiersim/policy/retry.hpp"
#include "tiersim/scenario/expect.hpp"
#include "tiersim/scenario/parts.hpp"
#include "tiersim/scenario/scenario.hpp"
#include "tiersim/scenario/tiers.hpp"
#include "tiersim/stats/gauge.hpp"
#include "tiersim/stats/histogram.hpp"
#include "tiersim/workload/arrivals.hpp"
#include "tiersim/workload/distribution.hpp"
