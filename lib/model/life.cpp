// SPDX-License-Identifier: MIT
/// How a process starts, warms up and pauses.
#include "model/life.hpp"

#include "model/simulation.hpp"

#include <algorithm>

namespace tiersim {

namespace {

constexpr std::int64_t warming_steps = 20;
constexpr std::uint32_t epochs = 1U << 22U;  // What an event has room for.

}  // namespace

Life::Life(Simulation& site, NodeId id, const AppServer& tier)
    : site_{&site}, id_{id}, tier_{&tier}, draws_{site.seed(), site.node(id).name() + "/pauses"}
{
}

void Life::begin()
{
    if (runs_) schedule_pause();
}

void Life::permit(bool permitted)
{
    if (permitted == permitted_) return;
    permitted_ = permitted;
    if (runs_) begin_start();
}

void Life::stop()
{
    if (!runs_) return;
    runs_ = false;
    begin_start();
    tell();
}

void Life::start()
{
    if (runs_) return;
    runs_ = true;
    begin_start();
    tell();
}

void Life::renew()
{
    if (!ready() || !permitted_) return;
    ++epoch_;
    come_alive();
    tell();
}

// Also when it ends: then nothing of it goes on, and it is ready no sooner than `starts_in` after
// it is permitted again.
void Life::begin_start()
{
    ++epoch_;
    pauses_ = false;
    ready_ = false;
    if (!runs_ || !permitted_) return;
    if (tier_->starts_in > Duration{0}) return schedule(Due::ready, tier_->starts_in);
    come_alive();
}

void Life::come_alive()
{
    ready_ = true;
    pauses_ = false;
    alive_since_ = site_->now();
    warm_ = !tier_->warms_up;
    if (!warm_) schedule(Due::warmer, tier_->warms_up->lasts / warming_steps);
    schedule_pause();
}

void Life::schedule_pause()
{
    if (!tier_->pauses) return;
    schedule(Due::pause, std::max(sample(tier_->pauses->every, draws_), Duration{1}));
}

void Life::schedule(Due what, Duration after)
{
    const auto more = static_cast<std::uint32_t>(what) | (epoch_ % epochs) << 2U;
    site_->agenda().schedule(Agenda::unsorted, site_->now() + after,
                             static_cast<std::uint32_t>(id_),
                             static_cast<std::uint32_t>(What::life) | more << 8U);
}

void Life::due(std::uint32_t what)
{
    if (what >> 2U != epoch_ % epochs) return;
    switch (static_cast<Due>(what & 3U)) {
        case Due::ready: come_alive(); break;
        case Due::warmer:
            warm_ = site_->now() - alive_since_ >= tier_->warms_up->lasts;
            if (!warm_) schedule(Due::warmer, tier_->warms_up->lasts / warming_steps);
            break;
        case Due::pause:
            pauses_ = true;
            schedule(Due::resume, sample(tier_->pauses->length, draws_));
            break;
        case Due::resume:
            pauses_ = false;
            schedule_pause();
            break;
    }
    tell();
}

double Life::pace() const
{
    if (pauses_) return 0.0;
    if (warm_) return 1.0;
    const double cold = tier_->warms_up->speed.value();
    const double part = to_seconds(site_->now() - alive_since_) /
                        to_seconds(tier_->warms_up->lasts);
    return cold + (1.0 - cold) * std::min(part, 1.0);
}

void Life::tell() { site_->renew_condition(id_); }

}  // namespace tiersim
