// SPDX-License-Identifier: MIT
/// A folder of configurations with the verdict of the real HAProxy 2.6.12 on each of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace corpus {

struct Entry {
    std::filesystem::path file{};
    std::string verdict{};  ///< "ok", "ok-with-warnings", "ok-but-missing-files", "rejected",
                            ///< "rejected-no-listener".

    bool accepted() const { return verdict.starts_with("ok"); }
};

/// TIERSIM_CFG_CORPUS, or else the optional folder beside the project.
std::filesystem::path folder();

/// What its manifest.csv lists; empty when there is none.
std::vector<Entry> entries(const std::filesystem::path& folder);

}  // namespace corpus
