// SPDX-License-Identifier: MIT
/// How the rules are checked: line by line, by words; no parser.
#include "tidy/rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>

namespace tidy {
namespace {

using Names = std::set<std::string>;

std::string problem(const Source& source, std::size_t line, const std::string& what)
{
    return source.path + ':' + std::to_string(line) + ": " + what;
}

Names split(const std::string& text, char separator)
{
    Names parts;
    std::istringstream stream{text};
    for (std::string part; std::getline(stream, part, separator);)
        parts.insert(part);
    return parts;
}

// Each layer with all that it may include, from the table of lib/CMakeLists.txt.
std::map<std::string, Names> read_layers()
{
    std::map<std::string, Names> may_use;
    Names below;
    std::istringstream levels{TIERSIM_LEVELS};
    for (std::string level; std::getline(levels, level, '/');) {
        const Names layers = split(level, ',');
        for (const std::string& layer : layers)
            may_use[layer] = below;
        below.insert(layers.begin(), layers.end());
    }
    for (const std::string& pair : split(TIERSIM_SIBLINGS, '/'))
        may_use[pair.substr(0, pair.find(':'))].insert(pair.substr(pair.find(':') + 1));
    for (auto& [layer, used] : may_use)
        used.insert(layer);
    return may_use;
}

const std::map<std::string, Names>& layers()
{
    static const std::map<std::string, Names> table = read_layers();
    return table;
}

// The layer of a path of this project or of an include; empty where there is none.
std::string layer_of(std::string path)
{
    for (const std::string root : {"include/", "lib/", "tiersim/"})
        if (path.starts_with(root)) path.erase(0, root.size());
    if (path.starts_with("tools/")) return "tools";
    const std::string folder = path.substr(0, path.find('/'));
    return layers().contains(folder) && folder != path ? folder : "";
}

std::string code(const std::string& line) { return line.substr(0, line.find("//")); }

// What stands between the quotes or brackets of an #include, with the opening one.
std::optional<std::string> included(const std::string& line)
{
    const std::string start = "#include ";
    if (!line.starts_with(start)) return std::nullopt;
    return line.substr(start.size(), line.find_last_of("\">") - start.size());
}

bool is_standard(const std::string& name) { return name.find_first_of("/.") == std::string::npos; }

bool may_use_third_party(const Source& source, const std::string& name)
{
    static const std::map<std::string, Names> table{
        {"boost", {"stats", "topology"}},
        {"fmt", {"scenario", "topology", "io", "experiment", "report", "testing", "tools"}},
        {"nlohmann", {"io", "report"}},
        {"zstd.h", {"workload", "io"}},
        {"CLI", {"tools"}},
        {"unistd.h", {"tools"}},
    };
    if (name.starts_with("catch2/")) return source.path == "include/tiersim/testing/catch.hpp";
    if (source.path.starts_with("include/")) return false;
    const auto users = table.find(name.substr(0, name.find('/')));
    return users != table.end() && users->second.contains(layer_of(source.path));
}

bool is_part_of_word(char letter)
{
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

bool mentions(const std::string& line, const std::string& word)
{
    for (auto at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool starts = at == 0 || !is_part_of_word(line[at - 1]);
        const bool ends = end == line.size() || !is_part_of_word(line[end]);
        if (starts && ends) return true;
    }
    return false;
}

std::ptrdiff_t columns(const std::string& line)
{
    return std::ranges::count_if(line, [](char byte) { return (byte & 0xc0) != 0x80; });
}

Source read(const std::filesystem::path& file, const std::filesystem::path& root)
{
    Source source{.path = file.lexically_relative(root).generic_string()};
    std::ifstream stream{file};
    for (std::string line; std::getline(stream, line);)
        source.lines.push_back(line);
    return source;
}

}  // namespace

std::vector<Source> sources(const std::filesystem::path& root)
{
    std::vector<Source> all;
    for (const char* folder : {"include", "lib", "tests", "examples", "tools"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root / folder})
            if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp")
                all.push_back(read(entry.path(), root));
    std::ranges::sort(all, {}, &Source::path);
    return all;
}

Problems caption(const Source& source)
{
    const auto& lines = source.lines;
    if (lines.empty() || lines[0] != "// SPDX-License-Identifier: MIT")
        return {problem(source, 1, "does not begin with // SPDX-License-Identifier: MIT")};

    std::size_t end = 1;
    while (end < lines.size() && lines[end].starts_with("/// "))
        ++end;
    if (end == 1)
        return {problem(source, 2, "has no caption: /// sentences that say what it is for")};
    if (!lines[end - 1].ends_with('.'))
        return {problem(source, end, "ends its caption without a full stop")};
    return {};
}

Problems size(const Source& source)
{
    Problems problems;
    for (std::size_t i = 0; i < source.lines.size(); ++i)
        if (columns(source.lines[i]) > 100)
            problems.push_back(problem(source, i + 1, "is longer than 100 columns"));
    if (source.lines.size() > 400)
        problems.push_back(problem(source, source.lines.size(), "is longer than 400 lines"));
    return problems;
}

Problems function_length(const Source& source)
{
    Problems problems;
    std::string close;
    std::size_t open = 0;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const std::string& line = source.lines[i];
        if (close.empty() && line.ends_with('{') &&
            line.find_first_not_of(' ') == line.size() - 1) {
            open = i;
            close = line.substr(0, line.size() - 1) + '}';
        } else if (!close.empty() && line == close) {
            if (i - open > 61)
                problems.push_back(
                    problem(source, open + 1, "begins a function of more than 60 lines"));
            close.clear();
        }
    }
    return problems;
}

Problems includes(const Source& source)
{
    const std::string layer = layer_of(source.path);
    const bool is_tool = layer == "tools";
    Problems problems;
    if (layer.empty()) return problems;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const auto include = included(source.lines[i]);
        if (!include) continue;
        const std::string name = include->substr(1);
        const std::string used = layer_of(name);
        if (include->front() == '<' && !is_standard(name) && !may_use_third_party(source, name))
            problems.push_back(problem(source, i + 1, "may not include " + name));
        if (!used.empty() && !is_tool && !layers().at(layer).contains(used))
            problems.push_back(problem(source, i + 1, "may not include layer " + used));
        if (name == "tiersim/tiersim.hpp" && !is_tool)
            problems.push_back(problem(source, i + 1, "includes everything; name what is needed"));
    }
    return problems;
}

Problems header_has_source(const Source& source, const std::vector<Source>& all)
{
    std::string path = source.path;
    if (!path.ends_with(".hpp") || path.starts_with("tests/")) return {};
    if (path.starts_with("include/tiersim/")) path.replace(0, 15, "lib");
    path.replace(path.size() - 3, 3, "cpp");

    const auto partner = std::ranges::find(all, path, &Source::path);
    if (partner == all.end()) return {problem(source, 1, "has no " + path)};
    for (const std::string& line : partner->lines)
        if (const auto include = included(line)) {
            if (source.path.ends_with('/' + include->substr(1))) return {};
            return {problem(*partner, 1, "does not include " + source.path + " first")};
        }
    return {problem(*partner, 1, "does not include " + source.path)};
}

Problems same_everywhere(const Source& source)
{
    static const Names deciding{"core", "kernel", "stats", "workload", "policy", "fault", "model"};
    static constexpr std::array words{"std::log",
                                      "std::log2",
                                      "std::log10",
                                      "std::log1p",
                                      "std::exp",
                                      "std::exp2",
                                      "std::expm1",
                                      "std::pow",
                                      "std::sin",
                                      "std::cos",
                                      "std::tan",
                                      "std::tgamma",
                                      "std::lgamma",
                                      "std::erf",
                                      "std::erfc",
                                      "rand",
                                      "random_device",
                                      "mt19937",
                                      "mt19937_64",
                                      "uniform_int_distribution",
                                      "uniform_real_distribution",
                                      "normal_distribution",
                                      "exponential_distribution",
                                      "lognormal_distribution",
                                      "gamma_distribution",
                                      "weibull_distribution",
                                      "system_clock",
                                      "steady_clock",
                                      "high_resolution_clock",
                                      "unordered_map",
                                      "unordered_set",
                                      "std::hash",
                                      "getenv",
                                      "shuffle"};
    Problems problems;
    if (!deciding.contains(layer_of(source.path))) return problems;
    bool excused_before = false;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const std::string& line = source.lines[i];
        const bool excused = line.find("// tidy: allowed, ") != std::string::npos;
        for (const char* word : words)
            if (!excused && !excused_before && mentions(code(line), word))
                problems.push_back(problem(
                    source, i + 1, std::string{word} + " differs between machines or runs"));
        excused_before = excused;
    }
    return problems;
}

}  // namespace tidy
