// SPDX-License-Identifier: MIT
/// Shows that the one include stands alone.
#include "tiersim/tiersim.hpp"
