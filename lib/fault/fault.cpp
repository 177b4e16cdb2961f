// SPDX-License-Identifier: MIT
/// Which effects hold when, and what they come to together.
#include "tiersim/fault/fault.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace tiersim {

std::string effect_name(const Effect& effect)
{
    constexpr std::array names{"crash", "hang", "slow", "errors", "delay", "loss", "partition"};
    static_assert(names.size() == std::variant_size_v<Effect>);
    return names.at(effect.index());
}

namespace {

/// By how much one effect is worse than another of its kind.
struct Severity {
    double operator()(const Slow& slow) const { return slow.factor; }
    double operator()(const Errors& errors) const { return errors.share.value(); }
    double operator()(const Delay& delay) const { return to_seconds(delay.extra); }
    double operator()(const Loss& loss) const { return loss.share.value(); }
    template <typename Whole>
    double operator()(const Whole&) const
    {
        return 1.0;
    }
};

bool comes_before(const Effect* a, const Effect* b)
{
    if (a->index() != b->index()) return a->index() < b->index();
    return std::visit(Severity{}, *a) < std::visit(Severity{}, *b);
}

}  // namespace

// Products of fractions are rounded; always multiplied in one order they are the same to the bit.
Condition combine(std::span<const Effect* const> effects)
{
    std::vector<const Effect*> ordered(effects.begin(), effects.end());
    std::ranges::sort(ordered, comes_before);
    Condition condition;
    for (const Effect* effect : ordered) {
        std::visit([&](const auto& how) { how.worsen(condition); }, *effect);
    }
    return condition;
}

namespace {

/// The times of a fault, one after the other.
class Schedule {
public:
    Schedule(const Fault& fault, Rng& rng)
        : fault_{fault}, up_{rng.next()}, down_{rng.next()}, next_{Instant{fault.at}}
    {
        if (fault.up) next_ += sample(*fault.up, up_);
    }

    Instant start() const { return next_; }

    /// The spell at start(), which then moves on; `never`, if there is no other spell.
    Spell take()
    {
        const Spell spell{.from = next_, .to = end_of_spell()};
        next_ = start_after(spell);
        return spell;
    }

private:
    Instant end_of_spell()
    {
        const Duration length = fault_.down ? sample(*fault_.down, down_) : fault_.lasts;
        const bool endless = !fault_.down && length <= Duration{0};
        return endless ? never : next_ + length;
    }

    Instant start_after(const Spell& spell)
    {
        ++taken_;
        if (fault_.times > 0 && taken_ == fault_.times) return never;
        if (fault_.up) return spell.to == never ? never : spell.to + sample(*fault_.up, up_);
        return fault_.every > Duration{0} ? spell.from + fault_.every : never;
    }

    const Fault& fault_;
    Rng up_;
    Rng down_;
    Instant next_;
    std::uint32_t taken_ = 0;
};

}  // namespace

std::vector<Spell> spells(const Fault& fault, Instant end, Rng rng)
{
    assert(end != never || (!fault.up && fault.every <= Duration{0}));
    std::vector<Spell> all;
    Schedule schedule{fault, rng};
    while (schedule.start() < end) {
        const Spell spell = schedule.take();
        if (spell.to > spell.from)
            all.push_back({.from = spell.from, .to = std::min(spell.to, end)});
    }
    return all;
}

}  // namespace tiersim
