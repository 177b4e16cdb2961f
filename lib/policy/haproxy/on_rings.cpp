// SPDX-License-Identifier: MIT
/// The frame of these algorithms is all in its header.
#include "tiersim/policy/haproxy/on_rings.hpp"
