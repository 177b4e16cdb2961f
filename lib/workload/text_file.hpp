// SPDX-License-Identifier: MIT
/// Lines of a text file, plain or compressed by Zstandard, without ever holding all of it.
#pragma once

#include <zstd.h>

#include <cstddef>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

namespace tiersim {

/// Reads from the beginning to the end, once.
class TextFile {
public:
    explicit TextFile(const std::string& path);

    /// Puts the next line, without its end, into `line`; false when there is none.
    bool next(std::string& line);

    /// The number of the line that next() gave, from 1.
    std::size_t line_number() const { return line_number_; }

    /// Why the file could not be read (to the end); empty when all went well.
    const std::string& problem() const { return problem_; }

private:
    struct Free {
        void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
    };

    bool refill();
    std::size_t read(std::string& into);
    bool decompress();

    std::ifstream file_;
    std::unique_ptr<ZSTD_DStream, Free> stream_{};  ///< Null for plain files.
    std::string packed_{};      ///< Compressed bytes, read but not yet unpacked.
    std::size_t unpacked_ = 0;  ///< How many of these are done.
    std::size_t awaited_ = 0;   ///< What the frame still needs; 0 at its end.
    std::string block_{};       ///< Plain bytes, in part given out as lines.
    std::size_t given_ = 0;     ///< How many of these are given out.
    std::size_t line_number_ = 0;
    std::string problem_{};
};

}  // namespace tiersim
