// SPDX-License-Identifier: MIT
/// Workers are all in their header.
#include "model/workers.hpp"
