// SPDX-License-Identifier: MIT
/// The fields of HAProxy's log in their order (sections 8.2.2 and 8.2.3 of its manual): said once,
/// for the pen that writes a line and for the scanner that reads it.
#pragma once

#include "tiersim/io/haproxy_log.hpp"

namespace tiersim::haproxy {

/// Who asked, when, and who was asked.
template <class Line, class Record>
void pass_head(Line& line, Record& record)
{
    line.client(record.client, record.client_name, record.port);
    line.mark(" [");
    line.date(record.began);
    line.mark("] ");
    line.word("a frontend", record.frontend, "~ ");
    line.flag('~', record.encrypted);
    line.mark(" ");
    line.word("a backend", record.backend, "/ ");
    line.mark("/");
    line.word_unless("<NOSRV>", "a server", record.server);
    line.mark(" ");
}

template <class Line, class Record>
void pass_counters(Line& line, Record& record)
{
    line.number("ac", record.process_connections);
    line.mark("/");
    line.number("fc", record.frontend_connections);
    line.mark("/");
    line.number("bc", record.backend_connections);
    line.mark("/");
    line.number("sc", record.server_connections);
    line.mark("/");
    line.flag('+', record.redispatched);
    line.number("retries", record.retries);
    line.mark(" ");
    line.number("sq", record.server_queue);
    line.mark("/");
    line.number("bq", record.backend_queue);
}

template <class Line, class Record>
void pass_http(Line& line, Record& record)
{
    line.number("TR", record.request);
    line.mark("/");
    line.number("Tw", record.waited);
    line.mark("/");
    line.number("Tc", record.connect);
    line.mark("/");
    line.number("Tr", record.response);
    line.mark("/");
    line.flag('+', record.early);
    line.number("Ta", record.active);
    line.mark(" ");
    line.number("a status", record.status);
    line.mark(" ");
    line.flag('+', record.early);
    line.number("a number of bytes", record.bytes);
    line.mark(" ");
    line.word_unless("-", "a cookie", record.request_cookie);
    line.mark(" ");
    line.word_unless("-", "a cookie", record.response_cookie);
    line.mark(" ");
    line.letters(record.termination, 4);
    line.mark(" ");
    pass_counters(line, record);
    line.captures(record.captures);
    line.mark(" ");
    line.request(record.line, record.cut);
}

template <class Line, class Record>
void pass_tcp(Line& line, Record& record)
{
    line.number("Tw", record.waited);
    line.mark("/");
    line.number("Tc", record.connect);
    line.mark("/");
    line.flag('+', record.early);
    line.number("Tt", record.active);
    line.mark(" ");
    line.flag('+', record.early);
    line.number("a number of bytes", record.bytes);
    line.mark(" ");
    line.letters(record.termination, 2);
    line.mark(" ");
    pass_counters(line, record);
}

/// All of a line.
template <class Line, class Record>
void pass(Line& line, Record& record)
{
    pass_head(line, record);
    if (line.is_tcp(record.tcp))
        pass_tcp(line, record);
    else
        pass_http(line, record);
    line.end();
}

}  // namespace tiersim::haproxy
