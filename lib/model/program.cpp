// SPDX-License-Identifier: MIT
/// How web servers, databases and caches are compiled. Application servers have a file of their
/// own.
#include "model/program.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

namespace tiersim {

namespace {

constexpr Duration check_work = std::chrono::microseconds{50};  // A page that says "OK".

void add_compute(Program& program, const Distribution& work)
{
    if (!is_zero(work)) program.add(Action::compute, work);
}

// Serves `content` without asking anybody.
void add_content(Program& program, const WebServer& tier, const StaticContent& content)
{
    program.add(Action::begin, content.work);
    add_compute(program, tier.tls);
    if (!is_zero(content.disk)) {
        const std::uint16_t test = program.size();
        program.add(Action::perhaps).chance = 1.0 - content.in_memory.value();
        program.add(Action::disk, content.disk);
        program.land(test);
    }
    program.add(Action::end);
}

// Passes the request on; the worker is free meanwhile.
void add_pass_on(Program& program, const WebServer& tier)
{
    program.add(Action::begin, tier.work);
    add_compute(program, tier.tls);
    program.add(Action::pass_on);
    program.add(Action::end).holds_worker = false;
}

// `last` comes behind the statement, where the tier is replicated.
void add_statement(Program& program, const Statement& statement, bool buffered,
                   std::optional<Action> last)
{
    if (last == Action::commit) program.add(Action::claim).holds_worker = false;
    program.add(Action::begin);
    program.add(Action::statement, statement.work);
    if (!is_zero(statement.disk)) {
        const std::uint16_t test = program.size();
        if (buffered) program.add(Action::unless_hit);
        program.add(Action::disk, statement.disk);
        if (buffered) program.land(test);
    }
    if (last) program.add(*last);
    program.add(Action::end);
}

}  // namespace

Program::Program(std::string tier, std::size_t kinds) : tier_{std::move(tier)}, starts_(2 * kinds)
{
}

Op& Program::add(Action action)
{
    assert(ops_.size() < UINT16_MAX);
    Op op;
    op.action = action;
    op.salt = hash_name(tier_ + "/step/" + std::to_string(ops_.size()));
    ops_.push_back(op);
    return ops_.back();
}

std::uint16_t Program::add_fan()
{
    fans_.emplace_back();
    return static_cast<std::uint16_t>(fans_.size() - 1);
}

void Program::begin(std::uint8_t kind) { starts_[kind * 2U] = starts_[kind * 2U + 1U] = size(); }

void Program::add_check()
{
    check_start_ = size();
    Op& op = add(Action::begin);
    op.work = Sampler{Constant{check_work}};
    op.has_work = true;
    add(Action::end);
}

Op& Program::add(Action action, const Distribution& work)
{
    Op& op = add(action);
    op.work = Sampler{work};
    op.has_work = !is_zero(work);
    return op;
}

void Program::same_for_all(std::uint16_t read, std::uint16_t write)
{
    for (std::size_t i = 0; i < starts_.size(); ++i)
        starts_[i] = i % 2 == 0 ? read : write;
}

Program compile(const WebServer& tier, const KindNames& kinds)
{
    Program program{tier.name, kinds.size()};
    for (std::uint8_t kind = 0; kind < kinds.size(); ++kind) {
        program.begin(kind);
        const auto content = std::find_if(
            tier.content.begin(), tier.content.end(),
            [&](const StaticContent& own) { return own.kind == kinds[kind]; });
        if (content != tier.content.end())
            add_content(program, tier, *content);
        else
            add_pass_on(program, tier);
    }
    program.add_check();
    return program;
}

Program compile(const Database& tier, const KindNames& kinds)
{
    Program program{tier.name, kinds.size()};
    const auto where_replicated = [&](Action action) {
        return tier.replication ? std::optional{action} : std::nullopt;
    };
    add_statement(program, tier.read, true, where_replicated(Action::see));
    const std::uint16_t writes = program.size();
    add_statement(program, tier.write, false, where_replicated(Action::commit));
    program.same_for_all(0, writes);
    program.add_check();
    return program;
}

Program compile(const Cache& tier, const KindNames& kinds)
{
    Program program{tier.name, kinds.size()};
    const auto add = [&](Action action) {
        program.add(Action::begin, tier.work);
        program.add(Action::give);
        program.add(action).holds_worker = false;
        program.add(Action::end).holds_worker = false;
    };
    add(Action::find);
    const std::uint16_t fill = program.size();
    add(Action::store);
    program.same_for_all(0, fill);
    program.add_check();
    return program;
}

}  // namespace tiersim
