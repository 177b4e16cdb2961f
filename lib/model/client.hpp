// SPDX-License-Identifier: MIT
/// A population of clients: they begin requests, wait, give up, try again, and write down what they
/// saw.
#pragma once

#include "model/server_pool.hpp"
#include "model/simulation.hpp"
#include "tiersim/policy/retry.hpp"
#include "tiersim/workload/arrivals.hpp"

#include <optional>
#include <vector>

namespace tiersim {

/// One population.
class Client final : public Node {
public:
    Client(const Clients& clients, std::uint8_t number, std::vector<Address> addresses,
           std::vector<std::uint8_t> kinds);

    /// Schedules the first requests.
    void start();
    /// A request is due; of a closed population, that of one user.
    void begin(std::uint32_t user);
    /// `slot`'s request asks the site, for the first time or again.
    void attempt(Slot slot);
    /// The address that the present attempt of a request asks.
    const Address& address(const Request& request) const;
    /// An answer has come.
    void hear(Slot slot);

    Instant patience(const Request& request) const;
    void lose_patience(Slot slot);
    using Node::lose_patience;
    using Node::patience;

    void arrive(Call) override {}
    const Clients& description() const { return *clients_; }
    /// What the trace says of a request; null when there is no trace.
    const Trace::Arrival* recorded(const Request& request) const;
    /// The run is over.
    void close_books();
    /// An interval of the timelines is over.
    void tick(std::size_t batch);

private:
    void schedule_next();
    void think(std::uint32_t user);
    Slot make_request(std::uint32_t user);
    std::uint8_t draw_kind(Rng& rng) const;
    void try_again(Slot slot);
    std::uint64_t size_of(const Request& request) const;
    bool may_retry(const Request& request);
    void write_down(Slot slot);
    void charge(Slot slot);
    void note_failure(const Request& request);
    Moment& moment_of(Instant began);

    const Clients* clients_;
    std::uint8_t number_;
    std::vector<Address> addresses_;
    std::vector<std::uint8_t> kinds_;  ///< Numbers of the mix's kinds.
    std::vector<double> cumulative_;   ///< Of their shares.
    std::optional<ArrivalStream> stream_;
    const Trace::Arrival* due_entry_ = nullptr;
    Agenda::Place lane_ = Agenda::unsorted;
    RetryBudget budget_;
    std::uint64_t stream_key_ = 0;
    std::uint64_t count_ = 0;
    Instant until_ = never;
    PopulationBooks* books_ = nullptr;
    std::size_t batch_ = 0;
    bool answers_have_sizes_ = false;
    Instant interval_began_{};  ///< The one of now.
    Histogram pulse_{};
};

}  // namespace tiersim
