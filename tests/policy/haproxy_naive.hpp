// SPDX-License-Identifier: MIT
/// HAProxy's balancing written down as its description has it, with lists that are gone through
/// from the start each time: slow, and easy to compare with the description.
#pragma once

#include "scheme.hpp"
#include "tiersim/policy/haproxy/balancer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace naive {

using namespace tiersim::haproxy;

enum class Kind { roundrobin, static_rr, leastconn, first, map, consistent, random };

/// One backend. Of the farm it reads what was configured and what happened, not what the balancer
/// made of it.
class Backend {
public:
    Backend(Kind kind, const Farm& farm, std::uint32_t draws, std::uint32_t balance_factor);

    /// Something of a server may have changed but its load. `again`: it looks for its place even if
    /// its weight is as before.
    void server_changed(const Farm& farm, std::size_t server, bool again);

    void load_changed(const Farm& farm, std::size_t server);

    /// The number of the server, "full" or "none".
    std::string assign(const Farm& farm, const Asker& asker);

    /// Whether a server takes part.
    bool usable(std::size_t server) const { return weights_[server] > 0; }

private:
    struct Point {
        std::uint32_t at = 0;
        std::size_t server = 0;
        std::uint32_t number = 0;
        friend bool operator==(const Point&, const Point&) = default;
    };

    std::uint32_t weight(const Farm& farm, std::size_t server) const;
    std::vector<std::size_t> on_duty(const Farm& farm) const;
    std::size_t pick(const Farm& farm, const Asker& asker);
    std::size_t turn(const Farm& farm, std::size_t avoid);
    std::size_t slot(const Farm& farm, const Asker& asker);
    std::size_t least(const Farm& farm, std::size_t avoid) const;
    std::size_t lowest(const Farm& farm, std::size_t avoid) const;
    std::size_t nearest(const Farm& farm, std::uint32_t hash, std::size_t avoid) const;
    std::size_t next(const Farm& farm, std::size_t avoid);
    std::size_t drawn(const Farm& farm, const Asker& asker);

    std::vector<std::size_t> table(const Farm& farm) const;
    bool bears_more(const Farm& farm, std::size_t server) const;
    void line_up(const Farm& farm, std::size_t server);
    void set_points(const Farm& farm, std::size_t server, std::uint32_t points);
    std::vector<Point> ring(const Farm& farm, bool backups) const;

    Kind kind_;
    std::uint32_t draws_;
    std::uint32_t balance_factor_;
    std::uint32_t divisor_ = 1;
    std::vector<std::uint32_t> weights_;                  ///< Effective ones; 0: not usable.
    std::vector<std::unique_ptr<scheme::Group>> groups_;  ///< Active servers and backups.
    std::size_t index_ = 0;
    std::vector<std::size_t> line_;  ///< By `keys_`.
    std::vector<std::uint32_t> keys_;
    std::vector<std::uint32_t> points_;
    std::vector<std::uint32_t> points_most_;
    std::vector<std::uint32_t> weight_before_;
    std::optional<Point> last_;
    std::uint32_t random_ = 2463534242U;
};

}  // namespace naive
