// SPDX-License-Identifier: MIT
/// Makes the JSON Schema of a result by its tables, with a description on every key.
#pragma once

#include "io/json.hpp"
#include "report/table_analysis.hpp"
#include "report/table_result.hpp"

#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tiersim::report {

/// Builds the schema of one type after the other; structs once, as definitions.
class ResultSchema {
public:
    /// The schema whose root is a T.
    template <Struct T>
    json::Value write()
    {
        return with_definitions(title(Of<T>{}).name, members_of<T>());
    }

private:
    json::Value with_definitions(std::string_view name, json::Value root);
    json::Value of(bool*);
    json::Value of(std::uint32_t*);
    json::Value of(std::uint64_t*);
    json::Value of(std::string*);
    json::Value of(double*);
    json::Value of(Duration*);
    json::Value of(Instant*);
    json::Value of(Probability*);
    json::Value of(Estimate*);
    json::Value of(Histogram*);
    json::Value of(Outcome*);
    json::Value of(Cause*);
    json::Value of(Verdict*);
    json::Value of(Metric*);
    json::Value of(std::optional<Quantity>*);
    json::Value of(Hexadecimal*);

    template <class T>
    json::Value of(std::vector<T>* /*type*/)
    {
        auto schema = typed("array");
        json::add(schema, "items", of(static_cast<T*>(nullptr)));
        return schema;
    }

    template <Struct T>
    json::Value of(T* /*type*/)
    {
        const auto name = title(Of<T>{}).name;
        if (defined_.insert(std::string{name}).second) {
            auto definition = members_of<T>();
            json::add(definitions_, name, std::move(definition));
        }
        return reference(name);
    }

    template <Struct T>
    json::Value members_of()
    {
        std::vector<std::pair<Key, json::Value>> members;
        const auto add = [&](const Key& key, auto figure) {
            using Type = std::decay_t<std::invoke_result_t<decltype(figure), const T&>>;
            members.emplace_back(key, of(static_cast<Type*>(nullptr)));
        };
        describe(Of<T>{}, add);
        return object_of(title(Of<T>{}).about, std::move(members));
    }

    static json::Value typed(std::string_view type);
    static json::Value reference(std::string_view name);
    static json::Value object_of(std::string_view about,
                                 std::vector<std::pair<Key, json::Value>> members);
    json::Value defined(std::string_view name, std::string_view about,
                        std::vector<std::pair<Key, json::Value>> members);

    std::set<std::string, std::less<>> defined_{};
    json::Value definitions_ = json::object();
};

/// What `key` means, with its unit and what it is counted on.
std::string description_of(const Key& key);

}  // namespace tiersim::report
