// SPDX-License-Identifier: MIT
/// How the quantity of a record is found by tiersim: by simulation, by a function of its library,
/// or not at all.
#pragma once

#include "oracles/record.hpp"
#include "oracles/trial.hpp"

#include <functional>
#include <string>
#include <variant>

namespace oracles {

/// tiersim has nothing that behaves so, or nothing that measures it.
struct NotExpressed {
    std::string why{};
};

/// A function of tiersim says it; no chance is involved.
struct Computed {
    std::function<Json()> value{};
};

/// Runs say it, with an error of chance.
struct Simulated {
    std::string variant{};  ///< Records of one scenario and variant share their runs.
    /// The runs, for about this many requests (or cycles, ...) in all.
    std::function<Trial(double wanted)> trial{};
    Measure measure{};
    /// For quantities without an error of chance: all runs must say the same.
    bool exact = false;
};

using Expression = std::variant<NotExpressed, Computed, Simulated>;

/// How `record` is expressed.
Expression express(const Record& record);

// Kinds of models, each in a file of its own.
Expression express_site(const Record& record);          ///< Open and closed queues.
Expression express_availability(const Record& record);  ///< Components that fail and are repaired.
Expression express_health(const Record& record);        ///< Checks and what they find.
Expression express_trace(const Record& record);         ///< Instants to the nanosecond.
Expression express_retry(const Record& record);         ///< Attempts that are made again.
Expression express_join(const Record& record);          ///< Calls that are made at once.
Expression express_hedge(const Record& record);         ///< Calls that are made again to be safe.
Expression express_breaker(const Record& record);       ///< Callers who stop asking for a while.
Expression express_limiter(const Record& record);       ///< A limit on the rate of requests.
Expression express_data(const Record& record);          ///< Databases that fail over.
Expression express_structure(const Record& record);     ///< Graphs whose nodes and links fail.
Expression express_statistics(const Record& record);    ///< Estimators, samplers, generators.

/// A batch's own value of everything, for traces and other models without chance.
Measure sum_named(const std::string& name);
/// A sum divided by another.
Measure share_named(const std::string& part, const std::string& whole);

}  // namespace oracles
