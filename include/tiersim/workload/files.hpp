// SPDX-License-Identifier: MIT
/// Load from files: arrivals out of a log, values that were measured. Nothing is thrown; what
/// cannot be read is told in sentences.
#pragma once

#include "tiersim/workload/arrivals.hpp"
#include "tiersim/workload/distribution.hpp"

#include <string>
#include <vector>

namespace tiersim {

/// `description` with the arrivals that its file holds, in order of time, the first in the first
/// second (or at its very stamp) of the run. The file is looked for at `path`. Lines whose time
/// cannot be read are left out; other fields that cannot be read count as not known. Both are added
/// to `problems`, the first few one by one, the rest as a number.
Trace read_trace(Trace description, const std::string& path, std::vector<std::string>& problems);

/// The same from `description.file`; without a file, `description` as it is.
Trace read_trace(Trace description, std::vector<std::string>& problems);

/// `description` with the values at `path`: a duration ("250ms") or a number of seconds a line;
/// empty lines and those after # are passed over.
Empirical read_values(Empirical description, const std::string& path,
                      std::vector<std::string>& problems);

/// The same from `description.file`; without a file, `description` as it is.
Empirical read_values(Empirical description, std::vector<std::string>& problems);

}  // namespace tiersim
