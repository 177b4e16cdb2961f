// SPDX-License-Identifier: MIT
/// Tables of docs/from-one-box-to-scale-up.md, worked out by running the scenarios.
#pragma once

#include "tiersim/experiment/result.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <string>
#include <vector>

namespace growth {

/// A stretch of a run, in seconds.
struct Stretch {
    int from = 0;
    int to = 0;
};

/// The share of the users' requests that began in each of `stretches` and were answered in time, in
/// a run of scenarios/`file`.json changed by `settings`.
struct Measured {
    tiersim::Result result{};
    std::vector<tiersim::Estimate> availability{};
};

Measured measure(const std::string& file, const std::vector<Stretch>& stretches,
                 const std::vector<tiersim::Setting>& settings = {});

/// "97.8 % ± 0.2", "48.6 ms ± 0.3".
std::string share_text(const tiersim::Estimate& estimate);
std::string time_text(const tiersim::Estimate& estimate);

/// A row of a Markdown table.
std::string row(const std::vector<std::string>& cells);
/// The first rows: heads, and the line below; all columns but the first are flush right.
std::string heads(const std::vector<std::string>& cells);

/// `page` with what stands between `<!-- table: name -->` and `<!-- end -->` replaced by `table`.
std::string with_table(const std::string& page, const std::string& name, const std::string& table);

}  // namespace growth
