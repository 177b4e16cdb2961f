// SPDX-License-Identifier: MIT
/// How the steps of an application become a flat program. The worker is taken first and given back
/// last.
#include "model/program.hpp"

#include <algorithm>
#include <utility>

namespace tiersim {

namespace {

/// Writes the steps of one tier.
class Writer {
public:
    Writer(Program& program, const AppServer& tier) : program_{&program}, tier_{&tier} {}

    void write(const std::vector<Step>& steps)
    {
        for (const Step& step : steps)
            std::visit([this](const auto& what) { write(what); }, step.does);
    }

private:
    // Steps of one call know at once whether it has a worker.
    Op& add(Action action)
    {
        Op& op = program_->add(action);
        op.holds_worker = holds_;
        return op;
    }
    Op& add(Action action, const Distribution& work)
    {
        Op& op = program_->add(action, work);
        op.holds_worker = holds_;
        return op;
    }

    // What may fail.
    Op& add_risky(Action action)
    {
        if (failing_ != nullptr) failing_->push_back(program_->size());
        return add(action);
    }

    // An event loop turns to others while the call waits.
    void let_go()
    {
        if (!tier_->event_loop) return;
        add(Action::give);
        holds_ = false;
    }
    void take_again()
    {
        if (!tier_->event_loop) return;
        add(Action::take);
        holds_ = true;
    }

    void write(const Compute& compute)
    {
        if (compute.recorded)
            add(Action::recorded);
        else if (!is_zero(compute.work))
            add(Action::compute, compute.work);
    }

    void write(const Wait& wait)
    {
        let_go();
        add(Action::sleep, wait.length);
        take_again();
    }

    void write(const Query& query)
    {
        for (std::uint32_t i = 0; i < query.times; ++i)
            query.hedge ? write_hedged(query) : write_once(query);
    }

    void write_once(const Query& query)
    {
        if (!query.blocks) let_go();
        Op& op = add_risky(Action::ask);
        op.upstream = upstream(query.to);
        op.verb = query.write ? Verb::write : Verb::read;
        if (query.work) {
            op.work = Sampler{*query.work};
            op.has_work = true;
        }
        if (!query.blocks) take_again();
    }

    void write_hedged(const Query& query)
    {
        const Fan race{.wanted = 1, .cancel = query.hedge->cancel};
        write_fan(race, [&](Fan& fan) {
            for (std::uint32_t i = 0; i <= query.hedge->copies; ++i)
                write_prong(fan, {.after = query.hedge->after * std::int64_t{i}},
                            [&] { write_once(query); });
        });
    }

    // Ask; when found, skip what has to be done otherwise and the filling.
    void write(const Lookup& lookup)
    {
        let_go();
        const std::uint16_t test = program_->size();
        add(Action::look_up).upstream = upstream(lookup.to);
        take_again();
        write(lookup.otherwise);
        let_go();
        Op& fill = add(Action::fill);
        fill.upstream = upstream(lookup.to);
        fill.verb = Verb::write;
        program_->land(test);
        take_again();
    }

    void write(const Repeat& repeat)
    {
        if (!repeat.geometric) {
            for (int i = 0; i < static_cast<int>(repeat.mean + 0.5); ++i)
                write(repeat.steps);
            return;
        }
        const std::uint16_t start = program_->size();
        write(repeat.steps);
        Op& again = add(Action::again);
        again.chance = 1.0 - 1.0 / repeat.mean;
        again.jump = start;
    }

    void write(const Perhaps& perhaps)
    {
        const std::uint16_t test = program_->size();
        add(Action::perhaps).chance = perhaps.chance.value();
        write(perhaps.steps);
        program_->land(test);
    }

    // Of each way the chance that is left for it when it is not one of those before.
    void write(const OneOf& choice)
    {
        double left = 1.0;
        std::vector<std::uint16_t> jumps;
        for (const Way& way : choice.ways) {
            const double chance = left > 0.0 ? std::min(1.0, way.chance.value() / left) : 0.0;
            left -= way.chance.value();
            const std::uint16_t test = program_->size();
            add(Action::perhaps).chance = chance;
            write(way.steps);
            jumps.push_back(program_->size());
            add(Action::jump);
            program_->land(test);
        }
        for (const std::uint16_t jump : jumps)
            program_->land(jump);
    }

    void write(const Attempt& attempt)
    {
        std::vector<std::uint16_t> failing;
        std::vector<std::uint16_t>* const outer = std::exchange(failing_, &failing);
        write(attempt.steps);
        failing_ = outer;
        const std::uint16_t jump = program_->size();
        add(Action::jump);
        for (const std::uint16_t op : failing)
            program_->catch_at(op);
        if (tier_->event_loop) holds_ = false;  // What fails has been waited for.
        take_again();
        write(attempt.otherwise);
        program_->land(jump);
    }

    void write(const Parallel& parallel)
    {
        const Fan all{.wanted = parallel.wait_for, .cancel = parallel.cancel};
        write_fan(all, [&](Fan& fan) {
            for (const Branch& branch : parallel.branches)
                write_prong(fan, {.copies = branch.copies, .after = branch.after},
                            [&] { write(branch.steps); });
        });
    }

    // What fails in a branch ends the branch; when too many have ended so, the last step of the
    // last branch stands for the fork.
    template <class Prongs>
    void write_fan(Fan fan, Prongs write_prongs)
    {
        let_go();
        const std::uint16_t number = program_->add_fan();
        add(Action::fork).jump = number;
        std::vector<std::uint16_t>* const outer = std::exchange(failing_, nullptr);
        const bool held = std::exchange(holds_, false);
        write_prongs(fan);
        failing_ = outer;
        holds_ = held;
        if (failing_ != nullptr)
            failing_->push_back(static_cast<std::uint16_t>(program_->size() - 1));
        if (fan.wanted == 0) fan.wanted = fan.branches;
        fan.landing = program_->size();
        program_->fan(number) = std::move(fan);
        take_again();
    }

    template <class Steps>
    void write_prong(Fan& fan, Prong prong, Steps write_steps)
    {
        prong.start = program_->size();
        fan.branches += prong.copies;
        fan.prongs.push_back(prong);
        take_again();
        write_steps();
        let_go();
        add(Action::join);
    }

    std::uint8_t upstream(const std::string& to) const
    {
        const auto found = std::find_if(tier_->upstreams.begin(), tier_->upstreams.end(),
                                        [&](const Upstream& own) { return own.to == to; });
        return static_cast<std::uint8_t>(found - tier_->upstreams.begin());
    }

    Program* program_;
    const AppServer* tier_;
    bool holds_ = true;  ///< At this step the call has a worker of its own.
    std::vector<std::uint16_t>* failing_ = nullptr;  ///< What may fail in the innermost attempt.
};

// The route of a kind, or the one for all others.
const Route* route_for(const AppServer& tier, const std::string& kind)
{
    const Route* others = nullptr;
    for (const Route& route : tier.routes) {
        if (route.kind == kind) return &route;
        if (route.kind.empty()) others = &route;
    }
    return others;
}

}  // namespace

Program compile(const AppServer& tier, const KindNames& kinds)
{
    Program program{tier.name, kinds.size()};
    for (std::uint8_t kind = 0; kind < kinds.size(); ++kind) {
        program.begin(kind);
        program.add(Action::begin);
        if (const Route* route = route_for(tier, kinds[kind]))
            Writer{program, tier}.write(route->steps);
        program.add(Action::end);
    }
    program.add_check();
    return program;
}

}  // namespace tiersim
