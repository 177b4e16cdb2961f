// SPDX-License-Identifier: MIT
/// Blocks from the disk, unpacked if need be, cut at line ends.
#include "workload/text_file.hpp"

#include <array>

namespace tiersim {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 17;
constexpr std::string_view zstd_magic{"\x28\xb5\x2f\xfd", 4};

}  // namespace

TextFile::TextFile(const std::string& path) : file_{path, std::ios::binary}
{
    if (!file_) {
        problem_ = "cannot be opened";
        return;
    }
    std::array<char, 4> start{};
    file_.read(start.data(), start.size());
    if (std::string_view{start.data(), static_cast<std::size_t>(file_.gcount())} == zstd_magic) {
        stream_.reset(ZSTD_createDStream());
        awaited_ = ZSTD_initDStream(stream_.get());
    }
    file_.clear();
    file_.seekg(0);
}

bool TextFile::next(std::string& line)
{
    std::size_t end = block_.find('\n', given_);
    while (end == std::string::npos && refill())
        end = block_.find('\n', given_);
    if (end == std::string::npos && given_ == block_.size()) return false;
    const bool is_cut = end == std::string::npos;
    line.assign(block_, given_, is_cut ? std::string::npos : end - given_);
    given_ = is_cut ? block_.size() : end + 1;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    ++line_number_;
    return true;
}

bool TextFile::refill()
{
    block_.erase(0, given_);
    given_ = 0;
    if (!problem_.empty()) return false;
    if (stream_) return decompress();
    return read(block_) > 0;
}

// Appends a block of the file; returns how much came.
std::size_t TextFile::read(std::string& into)
{
    const std::size_t before = into.size();
    into.resize(before + block_size);
    file_.read(into.data() + before, block_size);
    const auto came = static_cast<std::size_t>(file_.gcount());
    into.resize(before + came);
    return came;
}

bool TextFile::decompress()
{
    const std::size_t before = block_.size();
    while (block_.size() == before) {
        if (unpacked_ == packed_.size()) {
            packed_.clear();
            unpacked_ = 0;
            if (read(packed_) == 0) {
                if (awaited_ != 0) problem_ = "ends in the middle of its compressed data";
                return false;
            }
        }
        block_.resize(before + block_size);
        ZSTD_outBuffer plain{block_.data() + before, block_size, 0};
        ZSTD_inBuffer packed{packed_.data(), packed_.size(), unpacked_};
        awaited_ = ZSTD_decompressStream(stream_.get(), &plain, &packed);
        unpacked_ = packed.pos;
        block_.resize(before + plain.pos);
        if (ZSTD_isError(awaited_) != 0U) {
            problem_ = std::string{"cannot be decompressed: "} + ZSTD_getErrorName(awaited_);
            return block_.size() > before;
        }
    }
    return true;
}

}  // namespace tiersim
