// SPDX-License-Identifier: MIT
/// Which kind of model a record has.
#include "oracles/expression.hpp"

namespace oracles {

namespace {

Expression by_kind(const Record& record)
{
    const std::string kind = record.model.value("kind", "");
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
