// SPDX-License-Identifier: MIT
/// Texts that were approved once and may not change unseen: compared with the files in
/// tests/golden, or written there when TIERSIM_APPROVE is set.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace golden {

/// The whole of a file of this project; empty when there is none.
inline std::string contents(const std::filesystem::path& file)
{
    std::ifstream stream{std::filesystem::path{TIERSIM_ROOT} / file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// The approved contents of a generated `file`, for CHECK(text == golden::generated("...", text)).
/// With TIERSIM_APPROVE set it becomes `text`; the change is then reviewed like code.
inline std::string generated(const std::filesystem::path& file, const std::string& text)
{
    if (std::getenv("TIERSIM_APPROVE") == nullptr) return contents(file);
    const auto path = std::filesystem::path{TIERSIM_ROOT} / file;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << text;
    return text;
}

/// The same for tests/golden/`name`, as in "errors/missing-key.txt".
inline std::string approved(const std::string& name, const std::string& text)
{
    return generated(std::filesystem::path{"tests"} / "golden" / name, text);
}

}  // namespace golden
