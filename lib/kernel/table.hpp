// SPDX-License-Identifier: MIT
/// A table that only grows, and grows in place where the C library can: a large table of a vector
/// would be copied, and lie in memory twice meanwhile.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace tiersim {

/// Plain values by number. Growing may move all of them.
template <class T>
class Table {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    Table() = default;
    Table(Table&& other) noexcept { *this = std::move(other); }
    Table& operator=(Table&& other) noexcept
    {
        std::swap(room_, other.room_);
        std::swap(values_, other.values_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;
    ~Table() { std::free(room_); }

    T& operator[](std::size_t i) { return values_[i]; }
    const T& operator[](std::size_t i) const { return values_[i]; }
    T* data() { return values_; }
    const T* data() const { return values_; }
    T* begin() { return values_; }
    T* end() { return values_ + size_; }
    std::size_t size() const { return size_; }

    /// Adds `count` values that equal `value`.
    void grow(std::size_t count, const T& value = T{})
    {
        if (size_ + count > capacity_) make_room(size_ + count);
        for (const std::size_t end = size_ + count; size_ < end; ++size_)
            ::new (static_cast<void*>(values_ + size_)) T(value);
    }

private:
    static constexpr std::size_t alignment = 64;  ///< Values begin where a cache line does.

    void make_room(std::size_t least);

    void* room_ = nullptr;  ///< As the C library gave it.
    T* values_ = nullptr;   ///< Within it.
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

template <class T>
void Table<T>::make_room(std::size_t least)
{
    const std::size_t capacity = least > 2 * capacity_ ? least : 2 * capacity_;
    const auto offset = values_ == nullptr
                            ? std::size_t{0}
                            : static_cast<std::size_t>(reinterpret_cast<std::byte*>(values_) -
                                                       static_cast<std::byte*>(room_));
    std::size_t space = capacity * sizeof(T) + alignment;
    void* const room = std::realloc(room_, space);
    if (room == nullptr) throw std::bad_alloc{};
    void* place = room;
    std::align(alignment, capacity * sizeof(T), place, space);
    // The C library moved the bytes, but knows nothing of cache lines.
    std::byte* const moved = static_cast<std::byte*>(room) + offset;
    if (size_ > 0 && place != moved) std::memmove(place, moved, size_ * sizeof(T));
    room_ = room;
    values_ = static_cast<T*>(place);
    capacity_ = capacity;
}

}  // namespace tiersim
