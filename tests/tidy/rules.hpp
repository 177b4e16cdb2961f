// SPDX-License-Identifier: MIT
/// The rules of the house that a program can check, each a function from one file to what is wrong
/// with it. CONTRIBUTING.md says why they are there.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace tidy {

/// A file of this project, line by line; its path starts at the root of the project.
struct Source {
    std::string path{};
    std::vector<std::string> lines{};
};

/// What is wrong, as "path:line: what".
using Problems = std::vector<std::string>;

/// All C++ files of the project at `root`, by path.
std::vector<Source> sources(const std::filesystem::path& root);

/// Line 1 names the licence, and the `///` sentences after it say what the file is for.
Problems caption(const Source& source);

/// At most 400 lines of at most 100 columns.
Problems size(const Source& source);

/// At most 60 lines from brace to brace. A function is what a line with nothing but an opening
/// brace begins, because clang-format puts no other brace on a line of its own.
Problems function_length(const Source& source);

/// A layer includes itself and those below; third parties only where the table in rules.cpp names
/// the layer; public headers no third party at all.
Problems includes(const Source& source);

/// A header of include/, lib/ or tools/ has a source of its name that includes it first, so that it
/// compiles alone.
Problems header_has_source(const Source& source, const std::vector<Source>& all);

/// Layers that decide a result call nothing whose answer depends on the machine or on the hour. A
/// line is excused by `// tidy: allowed` with a reason, on it or on the line above.
Problems same_everywhere(const Source& source);

}  // namespace tidy
