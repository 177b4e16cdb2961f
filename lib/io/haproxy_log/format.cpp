// SPDX-License-Identifier: MIT
/// The format is all in its header.
#include "io/haproxy_log/format.hpp"
