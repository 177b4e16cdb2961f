// SPDX-License-Identifier: MIT
/// What every table says of a member: its name in files, a sentence, and what it may be. The tables
/// are read by the reader, the writer, the schema, the checks and the documentation alike.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace tiersim::table {

/// Says which table is meant: title(Of<Poisson>{}).
template <class T>
struct Of {
};

/// The name of a struct, as an alternative in a file and in the schema, and what it is.
struct Title {
    std::string_view name{};
    std::string_view about{};
};

/// What a text names.
enum class Names : std::uint8_t { nothing, tier, host, zone, kind, population, node_or_tier };

/// What a member may be. Bounds are in seconds, per second, bytes, shares or plain numbers, by the
/// member's type; those of a list hold for each of its items.
struct Rule {
    bool required = false;     ///< Must stand in a file.
    bool alone = false;        ///< May stand for the whole struct: {"exponential": "3ms"}.
    bool well_formed = false;  ///< A name: letters, digits, "-", "_", ".".
    Names names = Names::nothing;
    std::optional<double> least{};
    std::optional<double> above{};
    std::optional<double> most{};
    std::size_t items = 0;  ///< Of a list: at least so many.
};

inline constexpr Rule any{};
inline constexpr Rule alone{.alone = true};
inline constexpr Rule required{.required = true};
inline constexpr Rule new_name{.required = true, .well_formed = true};
inline constexpr Rule above_zero{.above = 0.0};
inline constexpr Rule one_or_more{.least = 1.0};

/// An enumerator, its name in files, and what it means.
template <class Enum>
struct Word {
    Enum value{};
    std::string_view name{};
    std::string_view about{};
};

/// Has a title, so that it can stand in a file.
template <class T>
concept Titled = requires
{
    title(Of<T>{});
};

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;

/// A choice between titled structs.
template <class T>
concept Choice = is_variant<T> && Titled<T>;

/// A struct with a table of its members.
template <class T>
concept Struct = Titled<T> && std::is_class_v<T> && !Choice<T>;

/// Calls `visit(Of<T>{})` for every titled alternative of the variant, in order.
template <class... T, class Visit>
constexpr void each_alternative(Of<std::variant<T...>> /*choice*/, Visit&& visit)
{
    const auto one = [&]<class Alternative>(Of<Alternative> alternative) {
        if constexpr (Titled<Alternative>) visit(alternative);
    };
    (one(Of<T>{}), ...);
}

/// Converts to whatever a member is; only its type is used.
struct Anything {
    template <class T>
    operator T() const;
};

template <class T, class... Given>
constexpr std::size_t count_members()
{
    if constexpr (requires { T{Given{}..., Anything{}}; })
        return count_members<T, Given..., Anything>();
    else
        return sizeof...(Given);
}

/// Counts the members that a table names.
struct Count {
    std::size_t members = 0;
    template <class Member>
    constexpr void operator()(std::string_view, Member, std::string_view, const Rule&)
    {
        ++members;
    }
};

/// Whether the table of T names all its members but `state` of them.
template <class T>
constexpr bool complete(std::size_t state = 0)
{
    Count count;
    describe(Of<T>{}, count);
    return count.members + state == count_members<T>();
}

}  // namespace tiersim::table
