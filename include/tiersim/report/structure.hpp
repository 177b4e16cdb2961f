// SPDX-License-Identifier: MIT
/// What the structure of a site tells, for people: as a text and as a drawing.
#pragma once

#include "tiersim/report/text.hpp"
#include "tiersim/topology/analysis.hpp"

#include <string>

namespace tiersim {

/// First what no service survives, then how often that happens, then what the site can carry.
std::string text_report(const Analysis& analysis, const TextStyle& style = {});

/// Who asks whom, in the language of Graphviz: what some service cannot do without is framed
/// twice.
std::string dot_graph(const Analysis& analysis);

}  // namespace tiersim
