// SPDX-License-Identifier: MIT
/// How a lane gets its blocks, and gives them back.
#include "kernel/lane.hpp"

namespace tiersim {

Lane::Lane()
{
    append_block();
    head_ = blocks_.front()->data();
    head_end_ = head_ + block_size;
}

// The tail moves on into a new block.
void Lane::append_block()
{
    blocks_.push_back(spare_ ? std::move(spare_) : std::make_unique<Block>());
    tail_ = blocks_.back()->data();
    tail_end_ = tail_ + block_size;
}

// The head moves on into the next block; the tail was there before it.
void Lane::drop_block()
{
    spare_ = std::move(blocks_.front());
    blocks_.pop_front();
    head_ = blocks_.front()->data();
    head_end_ = head_ + block_size;
}

std::size_t Lane::size() const
{
    const auto before_head = static_cast<std::size_t>(head_ - blocks_.front()->data());
    const auto to_tail = static_cast<std::size_t>(tail_ - blocks_.back()->data());
    return (blocks_.size() - 1) * block_size + to_tail - before_head;
}

}  // namespace tiersim
