// SPDX-License-Identifier: MIT
/// What can go wrong with a node, a host, a zone or a link, and when. A fault is a timed change of
/// a Condition; conditions are worked out from all faults that hold, so that overlaps leave no
/// trace.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/workload/distribution.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace tiersim {

/// How a node, its host or a link is at the moment: the sum of all faults that hold.
struct Condition {
    bool process_up = true;  ///< A dead process refuses at once: its kernel answers for it.
    bool reachable = true;   ///< A dead host or a cut link answers nothing.
    double speed = 1.0;      ///< 0: hangs.
    double errors = 0.0;     ///< Chance that a request is answered with an error.
    double loss = 0.0;       ///< Chance that a message is lost and sent again later.
    Duration delay{};        ///< Added to each message.
    friend bool operator==(const Condition&, const Condition&) = default;
};

/// The process dies, or the host with all its processes. Work in hand is lost.
struct Crash {
    void worsen(Condition& condition) const { condition.process_up = false; }
    friend bool operator==(const Crash&, const Crash&) = default;
};

/// Nothing moves; connections are still accepted by the kernel.
struct Hang {
    void worsen(Condition& condition) const { condition.speed = 0.0; }
    friend bool operator==(const Hang&, const Hang&) = default;
};

/// Everything takes longer.
struct Slow {
    double factor = 2.0;  ///< Above 1.
    void worsen(Condition& condition) const { condition.speed /= factor; }
    friend bool operator==(const Slow&, const Slow&) = default;
};

/// A share of the requests is answered with an error, without the usual work.
struct Errors {
    Probability share = Probability::of(1.0);
    Distribution takes{};  ///< Time until the error is answered.
    void worsen(Condition& condition) const
    {
        condition.errors = 1.0 - (1.0 - condition.errors) * (1.0 - share.value());
    }
    friend bool operator==(const Errors&, const Errors&) = default;
};

/// Messages take longer.
struct Delay {
    Duration extra{};
    void worsen(Condition& condition) const { condition.delay += extra; }
    friend bool operator==(const Delay&, const Delay&) = default;
};

/// Messages get lost; TCP sends them again after its timeout.
struct Loss {
    Probability share{};
    void worsen(Condition& condition) const
    {
        condition.loss = 1.0 - (1.0 - condition.loss) * (1.0 - share.value());
    }
    friend bool operator==(const Loss&, const Loss&) = default;
};

/// Nothing gets through, and nobody is told. On a host or zone: a power cut is Crash, this is the
/// cable.
struct Partition {
    void worsen(Condition& condition) const { condition.reachable = false; }
    friend bool operator==(const Partition&, const Partition&) = default;
};

using Effect = std::variant<Crash, Hang, Slow, Errors, Delay, Loss, Partition>;

/// The effect's name as it stands in files: "crash", "hang", ...
std::string effect_name(const Effect& effect);

/// One fault: what, where, when. Exactly one place is named; `at` and `lasts` say when, once or
/// every so often, or `up` and `down` draw it at random.
struct Fault {
    Effect effect{};
    std::string node{};  ///< A node ("app-2") or all of a tier ("app").
    std::string host{};  ///< A host: with Crash its nodes fall silent instead of refusing.
    std::string zone{};  ///< All hosts of a zone.
    std::vector<std::string> between{};  ///< Two zones, hosts, tiers or nodes: the links between
                                         ///< them.
    Duration at{};                       ///< First start.
    Duration lasts{};                    ///< How long it holds; 0: to the end of the run.
    Duration every{};                    ///< From one start to the next; 0: only once.
    std::uint32_t times = 0;           ///< With `every` or `up`: how often; 0: until the run ends.
    std::optional<Distribution> up{};  ///< Random: time without the fault, from `at` on, and
                                       ///< then from the end of each spell to the next.
    std::optional<Distribution> down{};  ///< Random: time with it, in place of `lasts`.
    std::string crew{};         ///< Random: who repairs it; `down` is then the time of their work.
    std::uint32_t urgency = 0;  ///< With a crew: the lowest first, interrupting others.

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// How it is when all of `effects` hold at once; the order does not matter.
Condition combine(std::span<const Effect* const> effects);

/// A stretch of time in which a fault holds, [from, to).
struct Spell {
    Instant from{};
    Instant to{};
    friend bool operator==(const Spell&, const Spell&) = default;
};

/// The spells of `fault` before `end`, by their starts, cut off there; they may overlap, and none
/// is empty. A random fault draws its times up and its times down from two streams of `rng`, so
/// that a longer run has the same spells and more. With `every` or `up`, `end` is not `never`.
std::vector<Spell> spells(const Fault& fault, Instant end, Rng rng);

}  // namespace tiersim
