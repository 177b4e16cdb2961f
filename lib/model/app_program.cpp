// SPDX-License-Identifier: MIT
/// How the steps of an application become a flat program. The worker is taken first and given back
/// last.
#include "model/program.hpp"

#include <algorithm>

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
    void write(const Compute& compute)
    {
        if (compute.recorded)
            program_->add(Action::recorded);
        else if (!is_zero(compute.work))
            program_->add(Action::compute, compute.work);
    }

    void write(const Query& query)
    {
        for (std::uint32_t i = 0; i < query.times; ++i) {
            Op& op = program_->add(Action::ask);
            op.upstream = upstream(query.to);
            op.verb = query.write ? Verb::write : Verb::read;
            if (!query.work) continue;
            op.work = Sampler{*query.work};
            op.has_work = true;
        }
    }

    // Ask; when found, skip what has to be done otherwise and the filling.
    void write(const Lookup& lookup)
    {
        const std::uint16_t test = program_->size();
        program_->add(Action::look_up).upstream = upstream(lookup.to);
        write(lookup.otherwise);
        Op& fill = program_->add(Action::fill);
        fill.upstream = upstream(lookup.to);
        fill.verb = Verb::write;
        program_->land(test);
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
        Op& again = program_->add(Action::again);
        again.chance = 1.0 - 1.0 / repeat.mean;
        again.jump = start;
    }

    void write(const Perhaps& perhaps)
    {
        const std::uint16_t test = program_->size();
        program_->add(Action::perhaps).chance = perhaps.chance.value();
        write(perhaps.steps);
        program_->land(test);
    }

    std::uint8_t upstream(const std::string& to) const
    {
        const auto found = std::find_if(tier_->upstreams.begin(), tier_->upstreams.end(),
                                        [&](const Upstream& own) { return own.to == to; });
        return static_cast<std::uint8_t>(found - tier_->upstreams.begin());
    }

    Program* program_;
    const AppServer* tier_;
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
