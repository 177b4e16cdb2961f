// SPDX-License-Identifier: MIT
/// What an application does for a request, step by step: it computes, asks, branches, repeats,
/// does things side by side, and has an answer to what fails.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/workload/distribution.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tiersim {

struct Step;

/// Uses the CPU.
struct Compute {
    Distribution work{};
    bool recorded = false;  ///< As long as the trace says, in place of `work`.
    friend bool operator==(const Compute&, const Compute&) = default;
};

/// Waits for something outside of the site, and uses no CPU.
struct Wait {
    Distribution length{};
    friend bool operator==(const Wait&, const Wait&) = default;
};

/// A query that takes long, or fails, is asked again, and the first good answer counts.
struct Hedge {
    Duration after{};  ///< Without an answer, a further copy is sent so long after the last.
    std::uint32_t copies = 1;  ///< Further copies, at most.
    bool cancel = true;        ///< The answers of the others are not waited for.
    friend bool operator==(const Hedge&, const Hedge&) = default;
};

/// Asks a tier (a database, another service) and waits for the answer.
struct Query {
    std::string to{};
    std::uint32_t times = 1;             ///< One after the other.
    bool write = false;                  ///< Writes go to the first node of the tier, its primary.
    std::optional<Distribution> work{};  ///< CPU there, in place of what the tier says.
    std::optional<Hedge> hedge{};
    bool blocks = false;  ///< Holds the worker of an event loop while it waits.
    friend bool operator==(const Query&, const Query&) = default;
};

/// Asks a cache; a miss does the other steps and then fills the cache.
struct Lookup {
    std::string to{};
    std::vector<Step> otherwise;
    friend bool operator==(const Lookup&, const Lookup&);
};

/// Does steps several times: a fixed number, or a geometric one (1, 2, ...) of this mean.
struct Repeat {
    double mean = 1.0;  ///< At least 1; whole unless geometric.
    bool geometric = false;
    std::vector<Step> steps;
    friend bool operator==(const Repeat&, const Repeat&);
};

/// Does steps with a chance.
struct Perhaps {
    Probability chance{};
    std::vector<Step> steps;
    friend bool operator==(const Perhaps&, const Perhaps&);
};

/// One of several ways to go on.
struct Way {
    Probability chance{};
    std::vector<Step> steps;
    friend bool operator==(const Way&, const Way&);
};

/// Goes one of several ways, by lot; none of them with the chance that is left.
struct OneOf {
    std::vector<Way> ways;
    friend bool operator==(const OneOf&, const OneOf&) = default;
};

/// Steps that are done beside others.
struct Branch {
    std::vector<Step> steps;
    std::uint32_t copies = 1;  ///< Branches like this, each with keys and draws of its own.
    Duration after{};          ///< Begins so much later, when the others have not sufficed; at once
                               ///< when one of them has failed.
    friend bool operator==(const Branch&, const Branch&);
};

/// Does steps side by side, and goes on when enough branches are done. It fails when they cannot be
/// enough any more.
struct Parallel {
    std::vector<Branch> branches;
    std::uint32_t wait_for = 0;  ///< Branches that must end well; 0: all.
    bool cancel = true;          ///< The others are given up; otherwise they go on for nobody.
    friend bool operator==(const Parallel&, const Parallel&) = default;
};

/// Does steps, and others instead of the rest when one of them fails (a fallback).
struct Attempt {
    std::vector<Step> steps;
    std::vector<Step> otherwise;
    friend bool operator==(const Attempt&, const Attempt&);
};

/// One step of what an application does for a request.
struct Step {
    std::variant<Compute, Query, Lookup, Repeat, Perhaps, OneOf, Parallel, Attempt, Wait> does{};
    friend bool operator==(const Step&, const Step&) = default;
};

inline bool operator==(const Lookup& a, const Lookup& b)
{
    return a.to == b.to && a.otherwise == b.otherwise;
}
inline bool operator==(const Repeat& a, const Repeat& b)
{
    return a.mean == b.mean && a.geometric == b.geometric && a.steps == b.steps;
}
inline bool operator==(const Perhaps& a, const Perhaps& b)
{
    return a.chance == b.chance && a.steps == b.steps;
}
inline bool operator==(const Way& a, const Way& b)
{
    return a.chance == b.chance && a.steps == b.steps;
}
inline bool operator==(const Branch& a, const Branch& b)
{
    return a.steps == b.steps && a.copies == b.copies && a.after == b.after;
}
inline bool operator==(const Attempt& a, const Attempt& b)
{
    return a.steps == b.steps && a.otherwise == b.otherwise;
}

/// What an application server does for a kind of request.
struct Route {
    std::string kind{};  ///< Empty: every kind that no other route names.
    std::vector<Step> steps{};
    friend bool operator==(const Route&, const Route&) = default;
};

}  // namespace tiersim
