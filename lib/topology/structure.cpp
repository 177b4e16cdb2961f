// SPDX-License-Identifier: MIT
/// What a decision diagram tells of a service.
#include "tiersim/topology/structure.hpp"

#include "topology/diagram.hpp"

#include <algorithm>
#include <cassert>
#include <map>

namespace tiersim {

namespace {

std::uint32_t id_of(Term term) { return static_cast<std::uint32_t>(term); }

}  // namespace

Structure::Structure() : diagram_{std::make_unique<Diagram>()} {}
Structure::~Structure() = default;
Structure::Structure(Structure&&) noexcept = default;
Structure& Structure::operator=(Structure&&) noexcept = default;

Term Structure::add(Part part)
{
    assert(part.unavailability >= 0.0 && part.unavailability <= 1.0);
    parts_.push_back(std::move(part));
    return Term{diagram_->part(static_cast<std::uint32_t>(parts_.size() - 1))};
}

const std::vector<Part>& Structure::parts() const { return parts_; }

// From the last to the first, because later conditions tend to be about later parts: so what is
// combined stays small.
Term Structure::all(std::span<const Term> terms)
{
    Term whole = always;
    for (auto term = terms.rbegin(); term != terms.rend(); ++term)
        whole = Term{diagram_->both(id_of(*term), id_of(whole))};
    return whole;
}

Term Structure::any(std::span<const Term> terms)
{
    Term whole = never;
    for (auto term = terms.rbegin(); term != terms.rend(); ++term)
        whole = Term{diagram_->either(id_of(*term), id_of(whole))};
    return whole;
}

// `enough[k]`: at least k of the conditions looked at so far hold.
Term Structure::at_least(std::size_t count, std::span<const Term> terms)
{
    std::vector<Diagram::Id> enough(count + 1, id_of(never));
    enough[0] = id_of(always);
    for (auto term = terms.rbegin(); term != terms.rend(); ++term)
        for (std::size_t k = count; k > 0; --k)
            enough[k] = diagram_->either(diagram_->both(id_of(*term), enough[k - 1]), enough[k]);
    return Term{enough[count]};
}

namespace {

/// The chance that each condition of a diagram fails, by its number.
template <class Diagram>
std::vector<double> chances_of_failure(const Diagram& diagram, const std::vector<Part>& parts,
                                       std::uint32_t last)
{
    std::vector<double> fails(std::max(last, 1U) + 1U);
    fails[0] = 1.0;
    for (std::uint32_t id = 2; id <= last; ++id) {
        const auto& node = diagram[id];
        const double down = parts[node.part].unavailability;
        fails[id] = down * fails[node.down] + (1.0 - down) * fails[node.up];
    }
    return fails;
}

/// Birnbaum's importance of each part; negative for parts that do not matter.
template <class Diagram>
std::vector<double> birnbaum(const Diagram& diagram, const std::vector<Part>& parts,
                             std::uint32_t first, const std::vector<double>& fails)
{
    std::vector<double> of_part(parts.size(), -1.0);
    std::vector<double> reached(first + 1U);
    reached[first] = 1.0;
    std::vector<bool> used(first + 1U);
    used[first] = true;
    for (std::uint32_t id = first; id >= 2; --id) {
        if (!used[id]) continue;
        const auto& node = diagram[id];
        const double down = parts[node.part].unavailability;
        double& sum = of_part[node.part];
        sum = std::max(sum, 0.0) + reached[id] * (fails[node.down] - fails[node.up]);
        reached[node.down] += reached[id] * down;
        reached[node.up] += reached[id] * (1.0 - down);
        used[node.down] = used[node.up] = true;
    }
    return of_part;
}

}  // namespace

double Structure::unavailability(Term term) const
{
    return chances_of_failure(*diagram_, parts_, id_of(term))[id_of(term)];
}

Outages Structure::outages(Term term) const
{
    const auto fails = chances_of_failure(*diagram_, parts_, id_of(term));
    const auto weights = birnbaum(*diagram_, parts_, id_of(term), fails);
    Outages all{.unavailability = fails[id_of(term)]};
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (weights[i] <= 0.0 || parts_[i].mean_down <= Duration{0}) continue;
        const double hours = to_seconds(parts_[i].mean_down) / 3600.0;
        all.per_hour += weights[i] * parts_[i].unavailability / hours;
    }
    if (all.per_hour > 0.0)
        all.mean_length = from_seconds(all.unavailability / all.per_hour * 3600.0);
    return all;
}

std::vector<Importance> Structure::importances(Term term) const
{
    const auto fails = chances_of_failure(*diagram_, parts_, id_of(term));
    const auto weights = birnbaum(*diagram_, parts_, id_of(term), fails);
    const double whole = fails[id_of(term)];
    std::vector<Importance> all;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (weights[i] < 0.0) continue;
        const double down = parts_[i].unavailability;
        Importance one{.part = i, .birnbaum = weights[i]};
        if (whole > 0.0) {
            one.fussell_vesely = down * weights[i] / whole;
            one.risk_achievement = 1.0 + (1.0 - down) * weights[i] / whole;
        }
        all.push_back(one);
    }
    std::stable_sort(all.begin(), all.end(), [](const Importance& a, const Importance& b) {
        if (a.fussell_vesely != b.fussell_vesely) return a.fussell_vesely > b.fussell_vesely;
        return a.birnbaum > b.birnbaum;
    });
    return all;
}

namespace {

/// Finds minimal cut sets, each condition's once for each order.
template <class Diagram>
class CutSearch {
public:
    explicit CutSearch(const Diagram& diagram) : diagram_{diagram} {}

    /// Those of at most `order` parts. When a part need not fail, cuts of what remains with it up
    /// are cuts without it.
    const std::vector<Cut>& cuts(std::uint32_t id, std::size_t order)
    {
        const auto key = std::pair{id, order};
        if (const auto known = known_.find(key); known != known_.end()) return known->second;
        std::vector<Cut> all;
        if (id == 0) {
            all.push_back({});
        } else if (id != 1) {
            const auto node = diagram_[id];
            all = cuts(node.up, order);
            if (order > 0) {
                for (Cut cut : cuts(node.down, order - 1)) {
                    if (!diagram_.holds_without(node.up, cut)) continue;
                    cut.insert(cut.begin(), node.part);
                    all.push_back(std::move(cut));
                }
            }
        }
        return known_[key] = std::move(all);
    }

private:
    const Diagram& diagram_;
    std::map<std::pair<std::uint32_t, std::size_t>, std::vector<Cut>> known_;
};

}  // namespace

std::vector<Cut> Structure::cuts(Term term, std::size_t order) const
{
    CutSearch search{*diagram_};
    std::vector<Cut> all = search.cuts(id_of(term), order);
    std::sort(all.begin(), all.end(), [](const Cut& a, const Cut& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    return all;
}

}  // namespace tiersim
