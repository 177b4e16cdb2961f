// SPDX-License-Identifier: MIT
/// Which kind of model a record has.
#include "oracles/expression.hpp"

#include <array>

namespace oracles {

namespace {

/// A member of models that nothing in tiersim is like.
struct Lack {
    const char* member = nullptr;
    const char* why = nullptr;
};

constexpr std::array<Lack, 5> lacks{{
    {"coverage", "no takeover that takes a drawn time, or an operator"},
    {"beta_factor", "no common cause that fails several nodes, each repaired by itself"},
    {"horizon_h", "too rare to be seen in a run"},
    {"schedule", "no deployment that hands work back to a common queue"},
    {"slow_start", "no slow start"},
}};

Expression by_kind(const Record& record)
{
    const std::string kind = record.model.value("kind", "");
    if (kind == "graph") return express_structure(record);
    if (kind == "breaker") return express_breaker(record);
    if (record.model.contains("join")) return express_join(record);
    if (record.key != "U_quorum_only")
        for (const Lack& lack : lacks)
            if (record.model.contains(lack.member)) return NotExpressed{lack.why};
    const auto has = [&](const char* member) { return record.model.contains(member); };
    if (has("fencing") || has("monitor") || has("writes") ||
        (has("election") && record.key != "U_quorum_only"))
        return express_data(record);
    if (kind == "open" || kind == "closed") return express_site(record);
    if (kind == "availability") return express_availability(record);
    if (kind == "health") return express_health(record);
    if (kind == "retry") return express_retry(record);
    if (kind == "trace" || kind == "identity") return express_trace(record);
    if (kind == "stats" || kind == "rng" || kind == "sampler") return express_statistics(record);
    return NotExpressed{"no model of the kind \"" + kind + "\""};
}

}  // namespace

Expression express(const Record& record)
{
    try {
        return by_kind(record);
    } catch (const Json::exception& problem) {
        return NotExpressed{std::string{"a model of another shape: "} + problem.what()};
    }
}

}  // namespace oracles
