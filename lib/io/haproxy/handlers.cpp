// SPDX-License-Identifier: MIT
/// Lines of section global, and of sections that belong to the whole process.
#include "io/haproxy/handlers.hpp"

namespace tiersim::haproxy::lines {
namespace {

bool has_one_argument(Parser& parser, const Words& words)
{
    if (words.size() == 2) return true;
    parser.refuse(words.size() < 2 ? "expects an argument"
                                   : "unexpected argument '" + words[2] + "'");
    return false;
}

}  // namespace

bool too_many(Parser& parser, const Words& words, std::size_t most)
{
    if (words.size() <= most) return false;
    parser.refuse("cannot handle unexpected argument '" + words[most] + "'");
    return true;
}

void environment(Parser& parser, const Words& words)
{
    Environment& variables = parser.environment();
    const std::string& keyword = words[0];
    const bool sets = keyword == "setenv" || keyword == "presetenv";
    if (sets && words.size() != 3) return parser.refuse("expects a name and a value");
    if (keyword == "setenv") variables[words[1]] = words[2];
    if (keyword == "presetenv") variables.emplace(words[1], words[2]);
    if (keyword == "unsetenv" && words.size() < 2) return parser.refuse("expects a name");
    for (std::size_t i = 1; keyword == "unsetenv" && i < words.size(); ++i)
        variables.erase(words[i]);
    if (keyword != "resetenv") return;
    std::erase_if(variables, [&](const auto& variable) {
        return words.find(variable.first, 1) == words.size();
    });
}

void global_number(Parser& parser, const Words& words)
{
    if (!has_one_argument(parser, words)) return;
    Global& global = parser.config().global;
    const std::int64_t number = leading_number(words[1]);
    const std::string& keyword = words[0];
    if (keyword == "maxconn" && number > 0) global.maxconn = unsigned_of(number);
    if (keyword == "maxconnrate") global.maxconnrate = unsigned_of(number);
    if (keyword == "maxsessrate") global.maxsessrate = unsigned_of(number);
    if (keyword == "maxsslrate") global.maxsslrate = unsigned_of(number);
    if (keyword == "tune.maxaccept") global.tune_maxaccept = static_cast<std::int32_t>(number);
    if (keyword != "spread-checks") return;
    if (number < 0 || number > 50) return parser.refuse("expects a number from 0 to 50");
    global.spread_checks = unsigned_of(number);
}

void nbthread(Parser& parser, const Words& words)
{
    if (!has_one_argument(parser, words)) return;
    const auto number = whole_number(words[1]);
    if (!number || *number < 1 || *number > 64)
        return parser.refuse("expects a number from 1 to 64, got '" + words[1] + "'");
    parser.config().global.nbthread = unsigned_of(*number);
    if (*number > 1)
        parser.leave_out("nbthread",
                         "one thread is modelled: with several, HAProxy's order of "
                         "decisions differs from run to run");
}

void global_time(Parser& parser, const Words& words)
{
    if (words.size() < 2) return parser.refuse("expects a time");
    Global& global = parser.config().global;
    const std::string& keyword = words[0];
    if (keyword == "close-spread-time" && words[1] == "infinite") return;
    const auto time = parser.time(words[1]);
    if (keyword == "max-spread-checks") global.max_spread_checks = time;
    if (keyword == "hard-stop-after") global.hard_stop_after = time;
    if (keyword == "close-spread-time") global.close_spread_time = time;
    if (keyword == "grace") global.grace = time;
}

void tune(Parser& parser, const Words& words)
{
    if (!has_one_argument(parser, words)) return;
    Global& global = parser.config().global;
    const std::string& keyword = words[0];
    const std::int64_t number = leading_number(words[1]);
    const bool share = keyword.ends_with("-ratio");
    if (share && (number < 0 || number > 100))
        return parser.refuse("expects a number from 0 to 100");
    if (!share && number < 0) return parser.refuse("expects a positive number");
    if (keyword == "tune.bufsize" && number < 1) return parser.refuse("expects a positive number");
    if (keyword == "tune.bufsize") global.tune_bufsize = unsigned_of(number);
    if (keyword == "tune.maxrewrite") global.tune_maxrewrite = unsigned_of(number);
    if (keyword == "tune.pool-low-fd-ratio") global.pool_low_fd_ratio = unsigned_of(number);
    if (keyword == "tune.pool-high-fd-ratio") global.pool_high_fd_ratio = unsigned_of(number);
}

void idle_pool_shared(Parser& parser, const Words& words)
{
    if (words[1] != "on" && words[1] != "off") return parser.refuse("expects 'on' or 'off'");
    parser.config().global.idle_pool_shared = words[1] == "on";
}

void server_verify(Parser& parser, const Words& words)
{
    if (words[1] != "none" && words[1] != "required")
        return parser.refuse("expects 'none' or 'required'");
    if (words[1] == "none") parser.process()["ssl-server-verify none"] = parser.line();
}

void localpeer(Parser& parser, const Words& words)
{
    if (has_one_argument(parser, words)) parser.config().global.localpeer = words[1];
}

void peer(Parser& parser, const Words& words)
{
    if (parser.config().peers.empty() || words.size() < 2) return;
    parser.config().peers.back().members.push_back({.name = words[1], .address = words[2]});
}

}  // namespace tiersim::haproxy::lines
