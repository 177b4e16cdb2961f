// SPDX-License-Identifier: MIT
/// All of a table is in its header.
#include "kernel/table.hpp"
