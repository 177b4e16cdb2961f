// SPDX-License-Identifier: MIT
/// Where a test may write: a folder that no other test has, however many run at once.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace support {

/// A new folder, gone with all that is in it when this is.
class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

    /// Makes a file of `text`; the folders that its name has as well.
    std::filesystem::path write(const std::string& name, std::string_view text) const;

private:
    std::filesystem::path path_;
};

}  // namespace support
