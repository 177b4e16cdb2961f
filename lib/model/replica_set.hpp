// SPDX-License-Identifier: MIT
/// The nodes of a replicated database: who is the primary, how far the log has come to each of the
/// others, and which writes wait for them.
#pragma once

#include "model/data_books.hpp"
#include "model/simulation.hpp"
#include "tiersim/scenario/tiers.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace tiersim {

class Monitor;
class Readers;
class Server;
class ServerPool;

/// The log of one database tier. Positions count writes from 1; a node that has a position has all
/// before it.
class ReplicaSet {
public:
    ReplicaSet(Simulation& site, const Database& tier, std::uint32_t number);
    ~ReplicaSet();
    ReplicaSet(const ReplicaSet&) = delete;
    ReplicaSet& operator=(const ReplicaSet&) = delete;

    void add(Server& server);
    /// `pool` asks this database: it is told of every new primary.
    void add_caller(ServerPool* pool) { callers_.push_back(pool); }
    void start();

    /// Whether `node` takes itself for the primary, and with it a write that has come.
    bool takes_writes(NodeId node)
    {
        const bool takes = member(node).is_primary;
        books_.refused += takes ? 0 : 1;
        return takes;
    }

    /// The write of `slot` is done at `node`. False: it waits for other nodes, and goes on by
    /// finish().
    bool commit(Slot slot, NodeId node);

    /// A read of `slot` looks at what `node` has.
    void read(Slot slot, NodeId node);

    /// The process at `node` died: its waiting writes are gone.
    void crashed(NodeId node);

    /// Something was broken or mended.
    void conditions_changed();

    /// Something is due at a member: as scheduled.
    void due(std::uint32_t member, std::uint32_t what);

    /// The warm-up is over.
    void count_from_here();
    void close_books();
    const DataBooks& books() const { return books_; }

    /// Writes that `member` lacks of those that are acknowledged.
    std::uint64_t behind(std::size_t member) const;
    /// Writes that `member` has not applied of those that are acknowledged.
    std::uint64_t unapplied(std::size_t member) const;

private:
    friend class Monitor;

    /// What is scheduled.
    enum class Due : std::uint8_t {
        arrives,
        acknowledged,
        applied,
        resumes,
        ships,
        check,
        verdict,
        promoted,
        told
    };

    /// A part of the log on its way.
    struct Shipment {
        Instant arrives{};
        std::uint64_t upto = 0;
    };
    struct Waiting {
        Slot slot = no_slot;
        std::uint64_t position = 0;
    };

    struct Member {
        Server* server = nullptr;
        NodeId node{};
        std::uint64_t received = 0;  ///< How far its log goes.
        std::uint64_t applied = 0;   ///< How far reads see.
        std::uint64_t known = 0;     ///< How far the primary knows its log to go.
        std::deque<Shipment> sent{};
        std::deque<Shipment> answers{};  ///< On their way to the primary.
        std::deque<Waiting> waiting{};   ///< Writes done here that wait for other nodes.
        bool applies = false;
        bool stalled = false;     ///< Cut off; the log goes on when it is back.
        bool is_primary = false;  ///< Takes itself for it.
    };

    Member& member(NodeId node);
    const Member& member(NodeId node) const;
    bool lives(const Member& member) const;
    bool reach_each_other(const Member& a, const Member& b) const;
    void schedule(Due what, std::size_t member, Duration delay);
    void ship(std::size_t member);
    void ship_to_all();
    void unsend();
    void send_or_not();
    void arrive(std::size_t member);
    void acknowledge(std::size_t member);
    void apply(std::size_t member);
    void stall(std::size_t member);
    void resume(std::size_t member);
    void release();
    void note_acknowledged(Slot slot);
    void note_duplicate(Slot slot);
    void give_up(Member& member);
    void depose(Member& member);
    void promote(std::size_t member);
    void tell_callers();
    void tell_deposed();
    void clock();

    Simulation* site_;
    const Database* tier_;
    const Replication* plan_;
    std::uint32_t number_;
    Rng draws_;
    std::vector<Member> members_;
    std::vector<ServerPool*> callers_;
    std::unique_ptr<Monitor> monitor_;
    std::unique_ptr<Readers> readers_;
    std::size_t primary_ = 0;
    std::uint64_t written_ = 0;       ///< How far the primary's log goes ...
    std::uint64_t acknowledged_ = 0;  ///< ... and how far it is acknowledged.
    Instant clocked_{};               ///< Until when times are noted.
    bool writable_ = true;            ///< Since then.
    bool split_ = false;
    DataBooks books_;
};

}  // namespace tiersim
