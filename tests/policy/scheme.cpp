// SPDX-License-Identifier: MIT
/// The words of HAProxy's round robin: lb_fwrr as of version 2.6.
#include "scheme.hpp"

#include <algorithm>
#include <optional>

namespace scheme {

Group::Group(const std::vector<std::uint32_t>& weights) : servers_(weights.size())
{
    for (std::size_t i = 0; i < weights.size(); ++i) {
        servers_[i].e = weights[i];
        nw_ += weights[i];
        if (weights[i] > 0) place_by_weight(i, init_);
    }
    cw_ = pos_ = nw_;
}

void Group::down(std::size_t server)
{
    nw_ -= servers_[server].e;
    servers_[server].e = 0;
    remove(server);
}

void Group::up(std::size_t server, std::uint32_t weight)
{
    Server& s = servers_[server];
    s.e = weight;
    nw_ += weight;
    s.npos = pos_ + (nw_ + cw_ - pos_) / weight;
    place(server);
}

void Group::weigh(std::size_t server, std::uint32_t weight)
{
    Server& s = servers_[server];
    Tree* const tree = s.tree;
    nw_ += weight - s.e;
    s.e = weight;
    remove(server);
    if (tree == &init_) return place_by_weight(server, init_);
    if (tree == &next_) s.npos += cw_;
    const std::uint32_t step = nw_ / weight;
    const std::uint32_t prev = s.npos;
    s.npos = std::min(s.lpos + step, prev);
    s.rw = 0;
    if (s.npos < pos_ + 2) s.npos = pos_ + step;
    place(server);
}

std::size_t Group::pick(const std::function<bool(std::size_t)>& room, std::size_t avoid)
{
    const std::size_t none = servers_.size();
    if (nw_ == 0) return none;
    bool switched = false;
    std::size_t avoided = none;
    std::size_t found = none;
    std::vector<std::size_t> full;
    while (found == none) {
        if (cw_ == 0) pos_ = cw_ = nw_;
        const std::size_t s = choose();
        if (s == none && switched) {
            found = avoided;
            break;
        }
        if (s == none) {
            switched = true;
            for (const auto& [key, server] : next_) {
                servers_[server].tree = &init_;
            }
            std::swap(init_, next_);
            pos_ = cw_ = nw_;
            continue;
        }
        advance(servers_[s]);
        remove(s);
        ++pos_;
        if (room(s) && (s != avoid || avoided != none)) {
            found = s;
            break;
        }
        if (room(s)) avoided = s;
        full.push_back(s);
    }
    if (found != none) place(found);
    for (auto s = full.rbegin(); s != full.rend(); ++s) {
        if (*s == found) continue;
        if (switched) {
            place_by_weight(*s, init_);
        } else {
            place(*s);
        }
    }
    return found;
}

std::size_t Group::choose()
{
    const std::size_t none = servers_.size();
    const std::size_t a = cur_.empty() ? none : cur_.begin()->second;
    if (a != none && servers_[a].npos <= pos_) return a;
    if (init_.empty()) return a;
    const std::size_t b = init_.begin()->second;
    servers_[b].npos = servers_[b].rw = 0;
    return b;
}

void Group::advance(Server& s) const
{
    if (s.npos == 0) s.npos = pos_;
    s.lpos = s.npos;
    s.npos += nw_ / s.e;
    s.rw += nw_ % s.e;
    if (s.rw < s.e) return;
    s.rw -= s.e;
    ++s.npos;
}

void Group::place(std::size_t server)
{
    Server& s = servers_[server];
    if (s.npos >= 2 * cw_ || s.npos >= cw_ + nw_) {
        s.npos -= cw_;
        return place_by_weight(server, next_);
    }
    const std::int64_t key = 256 * std::int64_t{s.npos} + (4096 + s.rw - s.e) / 16;
    cur_.emplace(key, server);
    s.tree = &cur_;
}

void Group::place_by_weight(std::size_t server, Tree& tree)
{
    tree.emplace(4096 - std::int64_t{servers_[server].e}, server);
    servers_[server].tree = &tree;
}

void Group::remove(std::size_t server)
{
    Tree& tree = *servers_[server].tree;
    const auto here = std::ranges::find(tree, server,
                                        [](const auto& entry) { return entry.second; });
    tree.erase(here);
    servers_[server].tree = nullptr;
}

}  // namespace scheme
