// SPDX-License-Identifier: MIT
/// What rules look at, at the moment at which they look: the request, and the counters of the
/// process.
#pragma once

#include "model/haproxy/process.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiersim::haproxy {

/// One thing that a sample found. A number is a text as well, when a text is asked for.
struct Found {
    std::string text{};
    std::optional<std::int64_t> number{};
};

/// Takes samples for a request, as rules of one proxy see it.
class Samples {
public:
    /// `backend` is `absent` for the rules of a frontend.
    Samples(const Process& process, const Stream& stream, const std::vector<Acl>& acls,
            Index backend)
        : process_{&process}, stream_{&stream}, acls_{&acls}, backend_{backend}
    {
    }

    /// All that the sample finds: several for a header with several elements; nothing: not there.
    std::vector<Found> take(const Sample& sample) const;

    bool holds(const Condition& condition) const;

private:
    std::vector<Found> fetch(const Sample& sample) const;
    std::vector<Found> of_request(const Sample& sample) const;
    std::vector<Found> of_counters(const Sample& sample) const;
    std::vector<Found> of_table(const Sample& sample) const;
    std::vector<Found> of_server(const Sample& sample) const;
    std::vector<Found> headers(const std::string& name, bool whole) const;
    std::vector<Found> elements(const std::vector<Found>& all, const Sample& sample) const;
    const BackendState* backend_named(const Sample& sample) const;
    const FrontendState& frontend_named(const Sample& sample) const;
    bool passes(const Acl& acl) const;
    bool passes(const Test& test) const;

    const Process* process_;
    const Stream* stream_;
    const std::vector<Acl>* acls_;
    Index backend_;
};

/// As the key of a stick table.
std::string key_of(const Found& found);

/// Whether something found fits one of the test's patterns.
bool fits(const Test& test, const Found& found);

}  // namespace tiersim::haproxy
