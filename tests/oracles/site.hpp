// SPDX-License-Identifier: MIT
/// Open and closed queues of an oracle as a site of tiersim: its tiers as application servers, with
/// balancers where a tier has several nodes.
#pragma once

#include "oracles/expression.hpp"
#include "oracles/laws.hpp"
#include "oracles/record.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <string>
#include <variant>
#include <vector>

namespace oracles {

/// What a measure has to know of a tier.
struct Station {
    std::string name{};
    double capacity = 1.0;   ///< Workers or cores in all.
    double room = 0.0;       ///< Requests inside at most; 0: no limit.
    double mean_work = 0.0;  ///< Seconds.
    double work_square = 0.0;
    bool calls_next = false;  ///< A request is inside while it is at the next station.
};

/// A translated model.
struct Site {
    tiersim::Scenario scenario{};
    std::vector<Station> stations{};
    double rate = 0.0;          ///< Requests per second, roughly.
    bool any_thinking = false;  ///< The law of thinking does not matter: both are tried.
    std::string why_not{};      ///< Not empty: the model cannot be expressed.
};

/// The site that `model` describes.
Site translate(const Json& model);

/// Adds what the clients of an oracle do about waiting and refusal.
void add_manners(const Json& client, tiersim::Clients& clients, tiersim::AppServer& server,
                 std::string& why_not);

/// Adds what goes wrong with a tier.
void add_failures(const Json& failures, const std::string& tier, Site& site);

/// What has to be seen request by request; nothing when `record` is not of that sort.
std::optional<Expression> express_passages(const Record& record, const Site& site);

/// How long until orphans fill a site, and until they are gone; nothing when `record` does not ask.
std::optional<Expression> express_collapse(const Record& record, const Site& site);

/// How many users a site can bear; nothing when `record` does not ask.
std::optional<Expression> express_knee(const Record& record, const Site& site);

/// Puts a balancer before the first tier, where its nodes are more than one.
void add_balancer(const Json& model, Site& site);

}  // namespace oracles
