// SPDX-License-Identifier: MIT
/// Which tier asks which for a request of a kind, and how often: the paths of requests through the
/// site, before anything runs.
#pragma once

#include "scenario/site.hpp"
#include "tiersim/scenario/problem.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tiersim {

/// What a tier asks another for one request.
struct Ask {
    const Tier* to = nullptr;
    double times = 1.0;            ///< In the mean; less than 1 for what is done with a chance.
    bool on_miss = false;          ///< Only when a cache does not know.
    const Query* query = nullptr;  ///< Null: the request is passed on, or a cache is looked up.
    bool beside = false;           ///< Other things are done meanwhile.
    bool needed = true;            ///< Without an answer the request fails.
};

/// All that `tier` asks for a request of `kind`. Names that nothing bears are left out.
std::vector<Ask> asks_of(const Site& site, const Tier& tier, const std::string& kind);

/// The route that an application server takes for `kind`; null when there is none.
const Route* route_for(const AppServer& app, const std::string& kind);

/// The content that a web server has for `kind`; null when it passes the request on.
const StaticContent* content_for(const WebServer& web, const std::string& kind);

/// Chains of calls without end or deeper than the engine goes; kinds of requests that come to a
/// tier which does not know what to do with them.
std::vector<Problem> check_calls(const Site& site);

/// A tier and a kind of request.
using Stop = std::pair<const Tier*, std::string>;

/// Requests per second of each kind at each tier that open populations send, retries left out; the
/// least there can be, for caches are taken to know everything. Chains of calls must end.
std::map<Stop, double> offered(const Site& site);

/// All tiers that a request may come to, each behind those that ask it.
std::vector<const Tier*> reached(const Site& site);

}  // namespace tiersim
