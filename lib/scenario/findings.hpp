// SPDX-License-Identifier: MIT
/// How the checks put what they find: names that nothing bears, consequences, numbers for people.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/scenario/problem.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiersim {

/// `name` at `pointer` is borne by none of `known`, which are, say, "callable here".
Problem unknown_name(std::string pointer, const std::string& name, const std::string& title,
                     std::vector<std::string> known);

/// An error in a sentence.
Problem error_at(std::string pointer, std::string says);

/// A consequence, in a sentence.
Problem warning_at(std::string pointer, std::string says);

/// The pointer to an item of the list at `list`.
std::string item(const std::string& list, std::size_t index);

/// A length of time as a file has it: "250ms", with the quotes.
std::string in_quotes(Duration length);

/// 1024 as "1,024".
std::string grouped(std::uint64_t number);

/// Three digits that count, without an exponent: "1,200", "33.3", "0.25".
std::string rounded(double number);

/// "2 workers", "1 worker".
std::string counted(std::uint64_t number, const std::string& noun);

}  // namespace tiersim
