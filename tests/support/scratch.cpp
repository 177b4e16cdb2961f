// SPDX-License-Identifier: MIT
/// The system chooses a name that nobody has.
#include "support/scratch.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace support {

Scratch::Scratch()
{
    std::string name = (std::filesystem::temp_directory_path() / "tiersim-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder " + name};
    path_ = name;
}

Scratch::~Scratch()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Scratch::write(const std::string& name, std::string_view text) const
{
    std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
    return file;
}

}  // namespace support
