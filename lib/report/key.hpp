// SPDX-License-Identifier: MIT
/// What the tables say of every figure: its name in files, its unit, what it is counted on and what
/// it means. The JSON report, its schema and its documentation are made of them.
#pragma once

#include "scenario/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace tiersim::report {

using table::Title;

/// Says which table is meant: title(Of<KindResult>{}).
template <class T>
struct Of {
};

/// On what a figure is counted or averaged.
enum class Basis : std::uint8_t {
    none,
    per_request,
    per_attempt,
    per_call,
    time_average,
    per_fault
};

/// "per request", "time average", ...; empty for none.
std::string_view basis_name(Basis basis);

/// A key of a JSON report.
struct Key {
    std::string_view name{};
    std::string_view unit{};  ///< "s", "1/s", "share", "bytes"; empty: a count, a text or a part.
    Basis basis = Basis::none;
    std::string_view about{};
    bool zero_is_none = false;  ///< A zero without an interval stands for "there was none".
};

inline constexpr bool zero_is_none = true;

/// A number for which JSON readers have too few digits.
struct Hexadecimal {
    std::uint64_t number = 0;
};

/// A struct of a result with a table of its figures.
template <class T>
concept Struct = requires
{
    title(Of<T>{});
};

/// Counts the members that a table names; what is derived from them does not count.
struct MemberCount {
    std::size_t members = 0;
    template <class Figure>
    constexpr void operator()(const Key&, Figure)
    {
        if constexpr (std::is_member_object_pointer_v<Figure>) ++members;
    }
};

/// Whether the table of T names all its members but `others` of them.
template <class T>
constexpr bool names_all_members(std::size_t others = 0)
{
    MemberCount count;
    describe(Of<T>{}, count);
    return count.members + others == table::count_members<T>();
}

}  // namespace tiersim::report
