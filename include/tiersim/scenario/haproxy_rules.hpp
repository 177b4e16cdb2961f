// SPDX-License-Identifier: MIT
/// What HAProxy's rules are made of, as values: samples taken from a request or from counters, the
/// ACLs they are tested with, conditions, and what a rule does when its condition holds.
#pragma once

#include "tiersim/core/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiersim::haproxy {

/// Where a sample comes from. What stands in brackets is in Sample::arguments; a backend, server or
/// table that is not named is the one of the proxy at hand.
enum class Fetch : std::uint8_t {
    unknown,  ///< Not modelled: Sample::text says what stood there. Never matches.
    always_true,
    always_false,
    constant,      ///< str(text), int(n), bool(b).
    path,          ///< Up to '?'.
    url,           ///< The target as received.
    base,          ///< Host and path.
    query,         ///< After '?'.
    url_param,     ///< urlp(name).
    header,        ///< hdr(name[,occurrence]): each element between commas.
    header_whole,  ///< req.fhdr(name[,occurrence]): the whole value.
    header_count,  ///< hdr_cnt([name]).
    cookie,        ///< cook(name).
    method,
    http_version,  ///< req_ver: "1.0", "1.1".
    http_proto,    ///< Whether the request is HTTP: HTTP in conditions.
    source,        ///< src.
    source_port,   ///< src_port.
    target,        ///< dst.
    target_port,   ///< dst_port.
    encrypted,     ///< ssl_fc: whether the client's connection came in by a `bind ... ssl`.
    frontend_id,   ///< fe_id.
    frontend_name,
    backend_name,
    response_status,        ///< status, in http-response rules.
    waited,                 ///< wait_end: true once the inspect delay is over.
    random,                 ///< rand([range]): 0 to range - 1.
    date,                   ///< Seconds.
    queue,                  ///< queue([backend]): requests waiting, those of its servers included.
    average_queue,          ///< avg_queue([backend]).
    servers_usable,         ///< nbsrv([backend]).
    backend_connections,    ///< be_conn([backend]).
    backend_free,           ///< be_conn_free([backend]).
    slots_free,             ///< connslots([backend]).
    backend_rate,           ///< be_sess_rate([backend]).
    frontend_connections,   ///< fe_conn([frontend]).
    frontend_rate,          ///< fe_sess_rate([frontend]).
    frontend_request_rate,  ///< fe_req_rate([frontend]).
    server_connections,     ///< srv_conn([backend/]server).
    server_free,            ///< srv_conn_free.
    server_queue,           ///< srv_queue.
    server_rate,            ///< srv_sess_rate.
    server_up,              ///< srv_is_up.
    server_weight,          ///< srv_weight.
    tracked,                ///< sc0_..., sc_...(0): the counter of what was tracked.
    counted_source,         ///< src_...([table]): the counter of the client's address.
    table_size_used         ///< table_cnt([table]).
};

/// What a stick table counts for each key.
enum class Counter : std::uint8_t {
    none,
    conn_cnt,
    conn_cur,
    conn_rate,
    sess_cnt,
    sess_rate,
    http_req_cnt,
    http_req_rate,
    http_err_cnt,
    http_err_rate,
    http_fail_cnt,
    http_fail_rate,
    bytes_in_cnt,
    bytes_in_rate,
    bytes_out_cnt,
    bytes_out_rate,
    gpc0,
    gpc0_rate,
    gpt0,
    server_id
};

/// What is done to a sample before it is used.
enum class ConverterKind : std::uint8_t { lower, upper, add, sub, mul, div, mod, negate, length };

struct Converter {
    ConverterKind kind = ConverterKind::lower;
    std::int64_t number = 0;  ///< Of the arithmetic ones.
    friend bool operator==(const Converter&, const Converter&) = default;
};

/// A value that is taken at the moment of decision.
struct Sample {
    Fetch fetch = Fetch::unknown;
    std::vector<std::string> arguments{};
    Counter counter = Counter::none;  ///< Of `tracked` and `counted_source`.
    std::uint32_t track = 0;          ///< Of `tracked`: which of sc0, sc1, sc2.
    std::vector<Converter> converters{};
    std::string text{};  ///< As written, "hdr(host),lower".
    friend bool operator==(const Sample&, const Sample&) = default;
};

/// How a sample is compared with patterns; one pattern that fits is enough.
enum class Match : std::uint8_t {
    exact,      ///< -m str, the default for texts.
    prefix,     ///< _beg
    suffix,     ///< _end
    part,       ///< _sub
    directory,  ///< _dir: whole parts between slashes.
    domain,     ///< _dom: whole labels between dots, anywhere.
    regex,      ///< _reg
    length,     ///< _len: the length, by `ranges`.
    integer,    ///< By `ranges`.
    address,    ///< By `networks`.
    found,      ///< The sample exists.
    boolean     ///< The sample is true, or not 0.
};

/// Numbers from `least` to `most`, both included.
struct Range {
    std::optional<std::int64_t> least{};
    std::optional<std::int64_t> most{};
    friend bool operator==(const Range&, const Range&) = default;
};

/// Addresses that begin like this one; IPv4 lies in the first four bytes.
struct Subnet {
    std::array<std::uint8_t, 16> address{};
    std::uint32_t prefix = 0;  ///< Bits.
    bool v6 = false;
    friend bool operator==(const Subnet&, const Subnet&) = default;
};

/// One expression of an ACL.
struct Test {
    Sample sample{};
    Match match = Match::exact;
    bool ignore_case = false;  ///< -i
    std::vector<std::string> patterns{};
    std::vector<Range> ranges{};
    std::vector<Subnet> networks{};
    friend bool operator==(const Test&, const Test&) = default;
};

/// True when one of its tests is.
struct Acl {
    std::string name{};  ///< Empty: written in braces where it is used.
    std::vector<Test> tests{};
    friend bool operator==(const Acl&, const Acl&) = default;
};

/// An ACL of the same proxy, by its number in `acls`.
struct Term {
    std::size_t acl = 0;
    bool negated = false;
    friend bool operator==(const Term&, const Term&) = default;
};

/// True when all terms of one of its alternatives are. Without alternatives: always.
struct Condition {
    bool unless = false;  ///< The opposite.
    std::vector<std::vector<Term>> alternatives{};

    bool always() const { return alternatives.empty(); }
    friend bool operator==(const Condition&, const Condition&) = default;
};

/// What a rule does. `accept` to `silent_drop` end the list of rules, the others go on to the next.
enum class Action : std::uint8_t {
    accept,           ///< http-request allow, tcp-request ... accept.
    reject,           ///< The connection is closed.
    deny,             ///< An answer of `status`.
    tarpit,           ///< The same after `timeout tarpit`.
    respond,          ///< http-request return: an answer of `status`.
    redirect,         ///< An answer of `status` (302) to another place.
    silent_drop,      ///< The client hears nothing any more.
    priority_class,   ///< set-priority-class: `sample`, -2047 to 2047, lower first.
    priority_offset,  ///< set-priority-offset: `sample` in ms.
    track,            ///< track-sc0 to track-sc2: `sample` in `table`, as number `counter`.
    disable_l7_retry,
    not_modelled  ///< Has no effect here; it was named when the file was read.
};

struct Rule {
    Action action = Action::accept;
    std::uint32_t status = 0;  ///< Of an answer; 0: HAProxy's own (deny 403, tarpit 500, redirect
                               ///< 302, respond 200).
    Sample sample{};
    std::string table{};        ///< Of `track`; empty: of this proxy.
    std::uint32_t counter = 0;  ///< Of `track`: 0, 1, 2.
    Condition when{};
    friend bool operator==(const Rule&, const Rule&) = default;
};

/// Part of a name that is made for each request: a text, or a sample.
struct Piece {
    std::string text{};
    std::optional<Sample> sample{};
    friend bool operator==(const Piece&, const Piece&) = default;
};

/// use_backend: the first whose condition holds decides. A made name that no backend bears leads to
/// the default backend.
struct UseBackend {
    std::vector<Piece> name{};
    Condition when{};

    bool made() const { return name.size() != 1 || name.front().sample.has_value(); }
    friend bool operator==(const UseBackend&, const UseBackend&) = default;
};

/// use-server: before cookies and balancing.
struct UseServer {
    std::string server{};
    Condition when{};
    friend bool operator==(const UseServer&, const UseServer&) = default;
};

/// force-persist and ignore-persist: the first whose condition holds counts.
struct PersistRule {
    bool force = false;  ///< Servers that are down as well; otherwise cookies and tables are
                         ///< ignored.
    Condition when{};
    friend bool operator==(const PersistRule&, const PersistRule&) = default;
};

}  // namespace tiersim::haproxy
