// SPDX-License-Identifier: MIT
/// Which parts must be up for a service to work, as one exact Boolean function: how often it fails,
/// by which smallest sets of parts, and which part matters most.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tiersim {

/// Something that is up or down by itself, whatever other parts do.
struct Part {
    std::string name{};
    double unavailability = 0.0;  ///< Share of time that it is down, from 0 to 1.
    Duration mean_down{};         ///< Mean length of an outage; 0: its outages are not counted.
    friend bool operator==(const Part&, const Part&) = default;
};

/// A condition on the parts of one Structure: it holds, or it does not.
enum class Term : std::uint32_t {};

/// Parts whose failure together, and of no fewer of them, makes a condition fail: their numbers in
/// ascending order.
using Cut = std::vector<std::size_t>;

/// How much a part matters for a condition (Birnbaum 1969; Fussell 1975).
struct Importance {
    std::size_t part = 0;
    double birnbaum = 0.0;          ///< Chance that the condition hangs on this part alone.
    double fussell_vesely = 0.0;    ///< Share of the downtime that would go if it never failed.
    double risk_achievement = 1.0;  ///< Times the downtime if it were always down.
};

/// How often a condition fails in the long run, and for how long.
struct Outages {
    double unavailability = 0.0;
    double per_hour = 0.0;   ///< Outages that begin; only of parts whose outages are counted.
    Duration mean_length{};  ///< 0 when there are none.
};

/// Parts and conditions on them, as a reduced ordered binary decision diagram (Bryant 1986), so
/// that every figure is exact however often a part is used. Parts that are declared one after the
/// other should belong together: the diagram stays small.
class Structure {
public:
    Structure();
    ~Structure();
    Structure(Structure&&) noexcept;
    Structure& operator=(Structure&&) noexcept;

    /// A new part; the condition that it is up. `part.unavailability` from 0 to 1.
    Term add(Part part);

    static constexpr Term never{0};
    static constexpr Term always{1};

    /// All, at least one, at least `count` of the conditions hold. std::length_error when the
    /// diagram outgrows ten million nodes.
    Term all(std::span<const Term> terms);
    Term any(std::span<const Term> terms);
    Term at_least(std::size_t count, std::span<const Term> terms);

    const std::vector<Part>& parts() const;

    /// How likely `term` does not hold at a random moment. Exact, also where it is tiny.
    double unavailability(Term term) const;

    /// The same, with outages counted: the frequency is the sum over parts of Birnbaum's importance
    /// times how often the part fails (Schneeweiss 1981).
    Outages outages(Term term) const;

    /// All minimal cut sets of at most `order` parts, the small ones first (Rauzy 1993).
    std::vector<Cut> cuts(Term term, std::size_t order) const;

    /// All parts that `term` depends on, the one with the largest share of the downtime first.
    std::vector<Importance> importances(Term term) const;

private:
    class Diagram;
    std::unique_ptr<Diagram> diagram_;
    std::vector<Part> parts_;
};

}  // namespace tiersim
