// SPDX-License-Identifier: MIT
/// Oracles: quantities whose exact value is known, each with the model that it belongs to and the
/// way in which an estimate is to be compared with it.
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace oracles {

using Json = nlohmann::json;

/// How an estimate is compared with the exact value.
struct Tolerance {
    bool deterministic = false;  ///< |got - value| <= absolute + relative * |value|, for every
                                 ///< seed.
    double absolute = 0.0;
    double relative = 0.0;
    double accuracy = 0.0;  ///< Otherwise |estimate - value| <= 4 standard errors + accuracy *
                            ///< |value|.
    double needed = 0.0;    ///< Requests (or cycles, ...) for an interval of 1 %; 0: not said.
    std::string note{};
};

/// One quantity of one model.
struct Record {
    std::string id{};  ///< "mm1-r50/mean_T".
    std::string scenario{};
    std::string area{};
    std::string key{};  ///< What of the scenario: "mean_T".
    std::string description{};
    std::string quantity{};  ///< In words.
    Json model{};
    Json value{};  ///< A number, or a list.
    Tolerance tolerance{};
    bool target = true;  ///< False for bounds and well-known wrong answers.
};

/// All records of a file.
std::vector<Record> read_records(const std::filesystem::path& file);

/// Sixteen figures that change when a file does.
std::string digest_of(const std::filesystem::path& file);

/// The file that TIERSIM_ORACLES names, otherwise the one beside the project.
std::filesystem::path usual_file();

}  // namespace oracles
