// SPDX-License-Identifier: MIT
/// What `balance source`, `uri`, `url_param` and `hdr()` take from a request to hash it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tiersim::haproxy {

/// An address, of 4 or 16 bytes, as a hash: its words one upon the other. No hash function is
/// applied to it, only the avalanche if there is one.
std::uint32_t address_hash(std::span<const std::uint8_t> address);

/// How much of the target `balance uri` looks at.
struct UriPart {
    std::uint32_t length = 0;  ///< `len`: the first so many bytes; 0: all.
    std::uint32_t depth = 0;   ///< `depth`: so many directories; 0: all.
    bool whole = false;        ///< `whole`: with what follows a question mark.
    bool path_only = false;    ///< `path-only`: without scheme and host.
};

/// The part of a request's target that is hashed.
std::string_view uri_key(std::string_view target, const UriPart& part);

/// The value of a parameter after the target's question mark; none without that parameter.
std::optional<std::string_view> parameter_key(std::string_view target, std::string_view name);

/// The same in a body that was posted; none as well when what is found cannot be a parameter.
std::optional<std::string_view> posted_key(std::string_view body, std::string_view name);

/// The first element of a header's value, without blanks around; none when it is empty.
std::optional<std::string_view> header_key(std::string_view value);

/// `use_domain_only`: the label before the last dot of a host's name; all of it when there is no
/// dot.
std::string_view domain_key(std::string_view host);

}  // namespace tiersim::haproxy
