// SPDX-License-Identifier: MIT
/// Compares what tiersim says with what is exact, by the tolerance that each record states.
#pragma once

#include "oracles/expression.hpp"
#include "oracles/record.hpp"

#include <string>
#include <vector>

namespace oracles {

/// What came of a record.
enum class Verdict { passed, failed, not_expressed, contrast };

/// A record and what tiersim says of it.
struct Finding {
    Record record{};
    Verdict verdict = Verdict::not_expressed;
    bool run = true;         ///< False: taken as met, unseen.
    bool computed = false;   ///< No chance is involved.
    bool by_chance = false;  ///< Has a standard error.
    double estimate = 0.0;
    double error = 0.0;  ///< Standard error.
    double z = 0.0;      ///< Standard errors between the estimate and the exact value.
    std::string got{};   ///< What is no number: a list, a sequence.
    std::string why{};   ///< Why it is not expressed, or what went wrong.
};

/// How a suite is made harder, to see that it is strong enough.
struct Spoiling {
    double longer_work = 1.0;  ///< All work of application servers takes so many times as long.
};

/// A finding for each record, in their order. Deterministic.
std::vector<Finding> judge(const std::vector<Record>& records, const Spoiling& spoiling = {});

/// The same without runs: what needs some is taken as met.
std::vector<Finding> survey(const std::vector<Record>& records);

/// How many findings have this verdict.
std::size_t count(const std::vector<Finding>& findings, Verdict verdict);

/// The root of the mean square of all z.
double rms_z(const std::vector<Finding>& findings);

}  // namespace oracles
