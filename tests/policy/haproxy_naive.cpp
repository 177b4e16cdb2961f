// SPDX-License-Identifier: MIT
/// The words of the description, one function each.
#include "haproxy_naive.hpp"

#include "tiersim/policy/haproxy/hash.hpp"

#include <algorithm>
#include <numeric>

namespace naive {

namespace {

using tiersim::nobody;

std::uint32_t most(const Farm& farm, std::size_t server)
{
    const Farm::Server& s = farm.servers[server];
    std::uint32_t limit = s.maxconn;
    if (farm.requests < farm.fullconn && s.minconn != s.maxconn)
        limit = std::max(s.minconn, farm.requests * s.maxconn / farm.fullconn);
    if (s.rise && farm.now < *s.rise + s.slow_start) {
        const auto percent = 100 * (farm.now - *s.rise).count() / s.slow_start.count();
        limit = std::max(1U, limit * static_cast<std::uint32_t>(percent) / 100);
    }
    return limit;
}

bool room(const Farm& farm, std::size_t server)
{
    const Farm::Server& s = farm.servers[server];
    return s.maxconn == 0 || (s.queued == 0 && s.served < most(farm, server));
}

bool room_or_place(const Farm& farm, std::size_t server)
{
    const Farm::Server& s = farm.servers[server];
    return s.maxconn == 0 || s.served + s.queued < most(farm, server) + s.maxqueue;
}

}  // namespace

Backend::Backend(Kind kind, const Farm& farm, std::uint32_t draws, std::uint32_t balance_factor)
    : kind_{kind},
      draws_{draws},
      balance_factor_{balance_factor},
      weights_(farm.servers.size()),
      keys_(farm.servers.size()),
      points_(farm.servers.size()),
      weight_before_(farm.servers.size())
{
    std::uint32_t divisor = 0;
    for (const Farm::Server& server : farm.servers) {
        divisor = std::gcd(divisor, server.weight);
        points_most_.push_back(16 * server.weight);
    }
    divisor_ = std::max(1U, divisor);
    std::vector<std::uint32_t> of_group[2] = {std::vector<std::uint32_t>(farm.servers.size()),
                                              std::vector<std::uint32_t>(farm.servers.size())};
    std::uint32_t sum[2] = {0, 0};
    for (std::size_t i = 0; i < farm.servers.size(); ++i) {
        const bool backup = farm.servers[i].backup;
        weights_[i] = of_group[backup][i] = weight(farm, i);
        weight_before_[i] = sum[backup];
        sum[backup] += weights_[i];
        if (weights_[i] == 0) continue;
        line_up(farm, i);
        points_[i] = weights_[i];
    }
    groups_.push_back(std::make_unique<scheme::Group>(of_group[0]));
    groups_.push_back(std::make_unique<scheme::Group>(of_group[1]));
}

std::uint32_t Backend::weight(const Farm& farm, std::size_t server) const
{
    const Farm::Server& s = farm.servers[server];
    if (!s.up || s.draining) return 0;
    if (kind_ == Kind::static_rr || kind_ == Kind::map) return (s.weight + divisor_ - 1) / divisor_;
    if (!s.rise) return 16 * s.weight;
    const auto age = (farm.now - *s.rise).count();
    const auto length = s.slow_start.count();
    return s.weight * static_cast<std::uint32_t>((16 * age + length) / length);
}

void Backend::server_changed(const Farm& farm, std::size_t server, bool again)
{
    scheme::Group& group = *groups_[farm.servers[server].backup];
    const std::uint32_t before = weights_[server];
    const std::uint32_t now = weight(farm, server);
    if (now == before && !(again && now > 0)) return;
    weights_[server] = now;
    if (now == 0) group.down(server);
    if (now > 0 && before == 0) group.up(server, now);
    if (now > 0 && before > 0) group.weigh(server, now);
    std::erase(line_, server);
    if (now > 0) line_up(farm, server);
    set_points(farm, server, now);
}

void Backend::load_changed(const Farm& farm, std::size_t server)
{
    if (weights_[server] == 0) return;
    const std::uint32_t before = keys_[server];
    const std::vector<std::size_t> line = line_;
    std::erase(line_, server);
    line_up(farm, server);
    if (keys_[server] == before) line_ = line;
}

void Backend::line_up(const Farm& farm, std::size_t server)
{
    const std::uint32_t requests = farm.servers[server].served + farm.servers[server].queued;
    keys_[server] = requests == 0 ? 0 : (requests + 1) * 4096 / weights_[server];
    auto place = line_.begin();
    while (place != line_.end() && keys_[*place] <= keys_[server]) {
        ++place;
    }
    line_.insert(place, server);
}

std::vector<std::size_t> Backend::on_duty(const Farm& farm) const
{
    std::vector<std::size_t> active;
    std::vector<std::size_t> backups;
    for (std::size_t i = 0; i < weights_.size(); ++i) {
        if (usable(i)) (farm.servers[i].backup ? backups : active).push_back(i);
    }
    if (!active.empty()) return active;
    if (!farm.all_backups && backups.size() > 1) backups.resize(1);
    return backups;
}

std::string Backend::assign(const Farm& farm, const Asker& asker)
{
    if (on_duty(farm).empty()) return "none";
    const bool defers = kind_ == Kind::roundrobin || kind_ == Kind::static_rr ||
                        kind_ == Kind::first;
    if (farm.queued > 0 && defers) return "full";
    const std::size_t server = pick(farm, asker);
    return server == nobody ? "full" : std::to_string(server);
}

std::size_t Backend::pick(const Farm& farm, const Asker& asker)
{
    const auto duty = on_duty(farm);
    const bool sole = farm.servers[duty[0]].backup && !farm.all_backups;
    if (kind_ == Kind::random) return drawn(farm, asker);
    if (kind_ == Kind::static_rr || kind_ == Kind::map) return slot(farm, asker);
    if (sole) return duty[0];
    if (kind_ == Kind::roundrobin) return turn(farm, asker.avoid);
    if (kind_ == Kind::leastconn) return least(farm, asker.avoid);
    if (kind_ == Kind::first) return lowest(farm, asker.avoid);
    if (duty.size() == 1) return duty[0];
    return asker.hash ? nearest(farm, *asker.hash, asker.avoid) : next(farm, asker.avoid);
}

std::size_t Backend::turn(const Farm& farm, std::size_t avoid)
{
    scheme::Group& group = *groups_[farm.servers[on_duty(farm)[0]].backup];
    const std::size_t server = group.pick([&](std::size_t i) { return room(farm, i); }, avoid);
    return server == weights_.size() ? nobody : server;
}

std::vector<std::size_t> Backend::table(const Farm& farm) const
{
    const auto duty = on_duty(farm);
    const bool backups = farm.servers[duty[0]].backup;
    std::int64_t total = 0;
    for (const std::size_t server : duty) {
        total += weights_[server];
    }
    std::vector<std::int64_t> score(weights_.size());
    std::vector<std::size_t> slots;
    for (std::int64_t i = 0; i < total; ++i) {
        std::size_t best = nobody;
        std::int64_t highest = 0;
        for (std::size_t s = 0; s < weights_.size(); ++s) {
            if (!usable(s) || farm.servers[s].backup != backups) continue;
            if (total == 1 && best != nobody) continue;
            score[s] += weights_[s];
            const std::int64_t claim = (score[s] + total) / total;
            if (best != nobody && claim <= highest) continue;
            highest = claim;
            best = s;
        }
        score[best] -= total;
        slots.push_back(best);
    }
    return slots;
}

std::size_t Backend::slot(const Farm& farm, const Asker& asker)
{
    const auto slots = table(farm);
    if (kind_ == Kind::map && on_duty(farm).size() == 1) return slots[0];
    if (kind_ == Kind::map && asker.hash) return slots[*asker.hash % slots.size()];
    if (index_ >= slots.size()) index_ = 0;
    const std::size_t start = index_;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const std::size_t here = (start + i) % slots.size();
        if (!room(farm, slots[here]) || slots[here] == asker.avoid) continue;
        index_ = here + 1;
        return slots[here];
    }
    for (std::size_t i = slots.size(); i > 0; --i) {
        const std::size_t here = (start + i - 1) % slots.size();
        if (slots[here] != asker.avoid || !room(farm, slots[here])) continue;
        index_ = here + 1;
        return asker.avoid;
    }
    return nobody;
}

std::size_t Backend::least(const Farm& farm, std::size_t avoid) const
{
    std::size_t avoided = nobody;
    const bool backups = farm.servers[on_duty(farm)[0]].backup;
    for (const std::size_t server : line_) {
        if (farm.servers[server].backup != backups || !room_or_place(farm, server)) continue;
        if (server != avoid) return server;
        avoided = server;
    }
    return avoided;
}

std::size_t Backend::lowest(const Farm& farm, std::size_t avoid) const
{
    auto duty = on_duty(farm);
    std::ranges::sort(duty, {}, [&](std::size_t i) { return farm.servers[i].id; });
    std::erase_if(duty, [&](std::size_t i) { return !room(farm, i); });
    if (duty.empty()) return nobody;
    return duty[0] == avoid && duty.size() > 1 ? duty[1] : duty[0];
}

std::vector<Backend::Point> Backend::ring(const Farm& farm, bool backups) const
{
    std::vector<Point> all;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        for (std::uint32_t j = 0; farm.servers[i].backup == backups && j < points_[i]; ++j) {
            all.push_back({avalanche(farm.servers[i].id * 4096 + j), i, j});
        }
    }
    std::ranges::stable_sort(all, {}, &Point::at);
    return all;
}

// Points go one by one, the last one first, and take the end of a search with them.
void Backend::set_points(const Farm& farm, std::size_t server, std::uint32_t points)
{
    const std::uint32_t keep = points > points_most_[server] ? 0 : points;
    while (points_[server] > keep) {
        const auto all = ring(farm, farm.servers[server].backup);
        --points_[server];
        if (!last_ || last_->server != server || last_->number != points_[server]) continue;
        const auto here = static_cast<std::size_t>(std::ranges::find(all, *last_) - all.begin());
        last_ = all.size() == 1 ? std::nullopt : std::optional{all[(here + 1) % all.size()]};
    }
    points_[server] = points;
    points_most_[server] = std::max(points_most_[server], points);
}

bool Backend::bears_more(const Farm& farm, std::size_t server) const
{
    std::uint32_t total = 0;
    std::uint32_t served = 0;
    for (const std::size_t i : on_duty(farm)) {
        total += weights_[i];
    }
    for (const Farm::Server& s : farm.servers) {
        served += s.served;
    }
    const std::uint32_t all = ((served + 1) * balance_factor_ + 99) / 100;
    const std::uint32_t q = all / total;
    const std::uint32_t r = all % total;
    const std::uint32_t e = weights_[server];
    const std::uint32_t cum = weight_before_[server];
    const std::uint32_t slots = e * q + ((cum + e) * r) / total - (cum * r) / total;
    return farm.servers[server].served < std::max(1U, slots);
}

std::size_t Backend::nearest(const Farm& farm, std::uint32_t hash, std::size_t avoid) const
{
    const auto all = ring(farm, farm.servers[on_duty(farm)[0]].backup);
    std::size_t next = 0;
    while (next < all.size() && all[next].at < hash) {
        ++next;
    }
    next %= all.size();
    const std::size_t before = (next + all.size() - 1) % all.size();
    std::size_t here = hash - all[before].at <= all[next].at - hash ? before : next;
    for (int rounds = 0; all[here].server == avoid ||
                         (balance_factor_ > 0 && !bears_more(farm, all[here].server));) {
        if (here + 1 == all.size() && ++rounds > 1) break;
        here = (here + 1) % all.size();
    }
    return all[here].server;
}

std::size_t Backend::next(const Farm& farm, std::size_t avoid)
{
    const bool backups = farm.servers[on_duty(farm)[0]].backup;
    std::vector<Point> way = ring(farm, backups);
    if (last_ && farm.servers[last_->server].backup == backups) {
        const auto here = std::ranges::find(way, *last_);
        std::rotate(way.begin(), here + 1, way.end());
    } else if (last_) {
        auto other = ring(farm, !backups);
        other.erase(other.begin(), std::ranges::find(other, *last_) + 1);
        way.insert(way.begin(), other.begin(), other.end());
    } else {
        way.resize(1);
    }
    std::optional<Point> avoided;
    for (const Point& point : way) {
        if (!room(farm, point.server)) continue;
        if (point.server == avoid) avoided = point;
        if (point.server == avoid) continue;
        last_ = point;
        return point.server;
    }
    last_ = avoided;
    return avoided ? avoided->server : nobody;
}

std::size_t Backend::drawn(const Farm& farm, const Asker& asker)
{
    const auto duty = on_duty(farm);
    const bool sole = farm.servers[duty[0]].backup && !farm.all_backups;
    std::size_t best = nobody;
    for (std::uint32_t i = 0; i < draws_; ++i) {
        random_ ^= random_ << 13;
        random_ ^= random_ >> 17;
        random_ ^= random_ << 5;
        const std::size_t server = sole ? duty[0] : nearest(farm, random_, asker.avoid);
        const bool worse = best != nobody && farm.servers[server].served * weights_[best] >
                                                 farm.servers[best].served * weights_[server];
        if (!worse) best = server;
    }
    return farm.servers[best].queued > 0 || !room(farm, best) ? nobody : best;
}

}  // namespace naive
