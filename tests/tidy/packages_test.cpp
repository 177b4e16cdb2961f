// SPDX-License-Identifier: MIT
/// What package managers read is well-formed and names the version that the library has.
#include "catch.hpp"
#include "tiersim/core/version.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace {

nlohmann::json read(const std::filesystem::path& file)
{
    std::ifstream stream{std::filesystem::path{TIERSIM_ROOT} / file};
    return nlohmann::json::parse(stream);
}

}  // namespace

TEST_CASE("the manifest for vcpkg names the version of the library", "[tidy]")
{
    CHECK(read("vcpkg.json").at("version") == std::string{tiersim::version()});
}

TEST_CASE("every preset that is not hidden builds in a folder of its own by one workflow", "[tidy]")
{
    const nlohmann::json presets = read("CMakePresets.json");
    std::size_t shown = 0;
    for (const auto& preset : presets.at("configurePresets"))
        if (!preset.contains("hidden")) ++shown;

    CHECK(presets.at("buildPresets").size() == shown);
    CHECK(presets.at("workflowPresets").size() == shown);
}
