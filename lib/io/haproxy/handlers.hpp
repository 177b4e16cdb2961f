// SPDX-License-Identifier: MIT
/// Those who read the lines of haproxy.cfg, one for each keyword or kind of keywords. They are
/// named in the table of keywords; see there.
#pragma once

#include "io/haproxy/parser.hpp"
#include "io/haproxy/words.hpp"

namespace tiersim::haproxy::lines {

/// Refuses what stands behind the first `most` words, the keyword's own included.
bool too_many(Parser& parser, const Words& words, std::size_t most);

// Section global.
void environment(Parser& parser, const Words& words);
void global_number(Parser& parser, const Words& words);
void global_time(Parser& parser, const Words& words);
void idle_pool_shared(Parser& parser, const Words& words);
void localpeer(Parser& parser, const Words& words);
void nbthread(Parser& parser, const Words& words);
void peer(Parser& parser, const Words& words);
void server_verify(Parser& parser, const Words& words);
void tune(Parser& parser, const Words& words);

// Plain values of proxies.
void description(Parser& parser, const Words& words);
void disabled(Parser& parser, const Words& words);
void proxy_id(Parser& parser, const Words& words);
void mode(Parser& parser, const Words& words);
void monitor_uri(Parser& parser, const Words& words);
void proxy_number(Parser& parser, const Words& words);
void one_word(Parser& parser, const Words& words);
void rate_limit(Parser& parser, const Words& words);
void retry_on(Parser& parser, const Words& words);
void stats(Parser& parser, const Words& words);
void timeout(Parser& parser, const Words& words);

// Options.
void connection_option(Parser& parser, const Words& words);
void log(Parser& parser, const Words& words);
void log_format(Parser& parser, const Words& words);
void marked(Parser& parser, const Words& words);
void redispatch(Parser& parser, const Words& words);
void switched(Parser& parser, const Words& words);

// Balancing and persistence.
void balance(Parser& parser, const Words& words);
void cookie(Parser& parser, const Words& words);
void hash_balance_factor(Parser& parser, const Words& words);
void hash_type(Parser& parser, const Words& words);
void http_reuse(Parser& parser, const Words& words);
void stick(Parser& parser, const Words& words);
void stick_table(Parser& parser, const Words& words);

// Rules.
void acl(Parser& parser, const Words& words);
void default_backend(Parser& parser, const Words& words);
void http_rule(Parser& parser, const Words& words);
void monitor_fail(Parser& parser, const Words& words);
void persist_rule(Parser& parser, const Words& words);
void redirect(Parser& parser, const Words& words);
void rule_with_condition(Parser& parser, const Words& words);
void tcp_rule(Parser& parser, const Words& words);
void use_backend(Parser& parser, const Words& words);
void use_server(Parser& parser, const Words& words);

// Checks, addresses, servers.
void bind(Parser& parser, const Words& words);
void check_option(Parser& parser, const Words& words);
void http_check(Parser& parser, const Words& words);
void server(Parser& parser, const Words& words);

}  // namespace tiersim::haproxy::lines
