// SPDX-License-Identifier: MIT
/// Reads the manifest by the names of its columns.
#include "haproxy_cfg/corpus.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace corpus {
namespace {

/// The cells of a line, some of them in quotes.
std::vector<std::string> cells(const std::string& line)
{
    std::vector<std::string> all(1);
    bool quoted = false;
    for (const char letter : line) {
        if (letter == '"')
            quoted = !quoted;
        else if (letter == ',' && !quoted)
            all.emplace_back();
        else if (letter != '\r')
            all.back() += letter;
    }
    return all;
}

std::size_t column(const std::vector<std::string>& header, const std::string& name)
{
    const auto found = std::find(header.begin(), header.end(), name);
    return static_cast<std::size_t>(found - header.begin());
}

}  // namespace

std::filesystem::path folder()
{
    const char* named = std::getenv("TIERSIM_CFG_CORPUS");
    if (named != nullptr) return named;
    return std::filesystem::path{TIERSIM_ROOT} / "../shared/data/haproxy-cfg";
}

std::vector<Entry> entries(const std::filesystem::path& folder)
{
    std::ifstream stream{folder / "manifest.csv"};
    std::vector<Entry> all;
    std::string line;
    std::getline(stream, line);
    const auto header = cells(line);
    const std::size_t split = column(header, "split");
    const std::size_t file = column(header, "file");
    const std::size_t verdict = column(header, "haproxy_2.6.12_verdict");
    while (std::getline(stream, line)) {
        const auto row = cells(line);
        if (row.size() <= std::max({split, file, verdict})) continue;
        all.push_back({.file = folder / row[split] / row[file], .verdict = row[verdict]});
    }
    return all;
}

}  // namespace corpus
