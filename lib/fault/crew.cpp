// SPDX-License-Identifier: MIT
/// How repairs wait for each other.
#include "tiersim/fault/crew.hpp"

#include <algorithm>

namespace tiersim {

namespace {

/// Something that fails and is repaired, again and again.
struct Patient {
    std::size_t number = 0;  ///< Of its fault.
    const Fault* fault = nullptr;
    Rng up{0};
    Rng down{0};
    Instant fails{};         ///< The next time; `never` when it does not.
    bool is_broken = false;  ///< Since `fails`; ...
    Duration work{};         ///< ... what is left to do.
    std::uint64_t turn = 0;  ///< Counts failures of all.
    std::uint32_t count = 0;
};

/// One crew at work.
class Shop {
public:
    Shop(const Crew& crew, std::span<const Fault> faults, Instant end, std::uint64_t seed)
        : crew_{crew}, end_{end}
    {
        for (std::size_t i = 0; i < faults.size(); ++i) {
            if (faults[i].crew != crew.name) continue;
            Rng draws{seed, "fault/" + std::to_string(i)};
            Patient patient{.number = i, .fault = &faults[i]};
            patient.up = Rng{draws.next()};
            patient.down = Rng{draws.next()};
            patient.fails = Instant{faults[i].at} + sample(*faults[i].up, patient.up);
            patients_.push_back(patient);
        }
    }

    void work(std::vector<std::vector<Spell>>& all)
    {
        for (;;) {
            sort();
            Patient* const breaks = next_to_break();
            Patient* const done = next_to_be_done();
            const Instant failure = breaks != nullptr ? breaks->fails : never;
            const Instant repair = done != nullptr ? now_ + done->work : never;
            const Instant next = std::min(failure, repair);
            if (next >= end_) break;
            pass(next - now_);
            if (repair <= failure)
                mend(*done, all);
            else
                take_in(*breaks);
        }
        for (const Patient& patient : patients_)
            if (patient.is_broken) all[patient.number].push_back({patient.fails, end_});
    }

private:
    // Those in work first, then those who wait, then those who are well.
    void sort()
    {
        std::sort(patients_.begin(), patients_.end(), [](const Patient& a, const Patient& b) {
            if (a.is_broken != b.is_broken) return a.is_broken;
            if (!a.is_broken) return a.number < b.number;
            if (a.fault->urgency != b.fault->urgency) return a.fault->urgency < b.fault->urgency;
            return a.turn < b.turn;
        });
        const auto broken = std::count_if(patients_.begin(), patients_.end(),
                                          [](const Patient& one) { return one.is_broken; });
        in_work_ = std::min<std::size_t>(crew_.size, static_cast<std::size_t>(broken));
    }

    Patient* next_to_break()
    {
        Patient* first = nullptr;
        for (Patient& one : patients_)
            if (!one.is_broken && (first == nullptr || one.fails < first->fails)) first = &one;
        return first;
    }

    Patient* next_to_be_done()
    {
        const auto end = patients_.begin() + static_cast<std::ptrdiff_t>(in_work_);
        const auto first = std::min_element(
            patients_.begin(), end,
            [](const Patient& a, const Patient& b) { return a.work < b.work; });
        return first == end ? nullptr : &*first;
    }

    void pass(Duration time)
    {
        for (std::size_t i = 0; i < in_work_; ++i)
            patients_[i].work -= time;
        now_ += time;
    }

    void take_in(Patient& patient)
    {
        patient.is_broken = true;
        patient.work = sample(*patient.fault->down, patient.down);
        patient.turn = ++turns_;
        ++patient.count;
    }

    void mend(Patient& patient, std::vector<std::vector<Spell>>& all)
    {
        if (now_ > patient.fails) all[patient.number].push_back({patient.fails, now_});
        patient.is_broken = false;
        const bool last = patient.fault->times > 0 && patient.count == patient.fault->times;
        patient.fails = last ? never : now_ + sample(*patient.fault->up, patient.up);
    }

    const Crew& crew_;
    Instant end_;
    Instant now_{};
    std::vector<Patient> patients_;
    std::size_t in_work_ = 0;  ///< The first ones.
    std::uint64_t turns_ = 0;
};

}  // namespace

std::vector<std::vector<Spell>> all_spells(std::span<const Fault> faults,
                                           std::span<const Crew> crews, Instant end,
                                           std::uint64_t seed)
{
    std::vector<std::vector<Spell>> all(faults.size());
    for (std::size_t i = 0; i < faults.size(); ++i)
        if (faults[i].crew.empty())
            all[i] = spells(faults[i], end, Rng{seed, "fault/" + std::to_string(i)});
    for (const Crew& crew : crews)
        Shop{crew, faults, end, seed}.work(all);
    return all;
}

}  // namespace tiersim
