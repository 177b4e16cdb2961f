// SPDX-License-Identifier: MIT
/// Writes HAProxy's HTTP and TCP log.
#include "tiersim/io/haproxy_log.hpp"

#include "io/haproxy_log/dates.hpp"
#include "io/haproxy_log/format.hpp"
#include "io/haproxy_log/pen.hpp"

namespace tiersim::haproxy {

std::string to_text(const LogRecord& record)
{
    LogPen pen;
    pass(pen, record);
    return pen.text();
}

std::string to_syslog(const LogRecord& record)
{
    return syslog_date(record.began + std::chrono::milliseconds{record.active}) + " " +
           record.process + " haproxy[1]: " + to_text(record);
}

}  // namespace tiersim::haproxy
