// SPDX-License-Identifier: MIT
/// HAProxy's round robin written down word by word, with the trees it has: slow, and easy to
/// compare with its description.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace scheme {

/// One group of servers, changed event by event. Weights are effective ones, 0: not in use.
class Group {
public:
    explicit Group(const std::vector<std::uint32_t>& weights);

    void down(std::size_t server);
    void up(std::size_t server, std::uint32_t weight);
    void weigh(std::size_t server, std::uint32_t weight);

    /// The server that gets the request, or as many as there are servers for none.
    std::size_t pick(const std::function<bool(std::size_t)>& room, std::size_t avoid);

private:
    using Tree = std::multimap<std::int64_t, std::size_t>;
    struct Server {
        std::uint32_t npos = 0, lpos = 0, rw = 0, e = 0;
        Tree* tree = nullptr;
    };

    void place(std::size_t server);
    void place_by_weight(std::size_t server, Tree& tree);
    void remove(std::size_t server);
    std::size_t choose();
    void advance(Server& server) const;

    std::vector<Server> servers_;
    Tree cur_, init_, next_;
    std::uint32_t cw_ = 0, nw_ = 0, pos_ = 0;
};

}  // namespace scheme
