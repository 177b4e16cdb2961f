// SPDX-License-Identifier: MIT
/// How a lane gets its blocks, and gives them back.
#include "kernel/lane.hpp"

#include <utility>

namespace tiersim {

Lane::Lane() : first_{new Block}, last_block_{first_}
{
    head_ = tail_ = first_->events.data();
    head_end_ = tail_end_ = tail_ + block_size;
    tail_->at = nothing;
}

Lane::~Lane()
{
    delete spare_;
    while (first_ != nullptr)
        delete std::exchange(first_, first_->next);
}

// The tail moves on into a new block.
void Lane::append_block()
{
    Block* const block = spare_ != nullptr ? std::exchange(spare_, nullptr) : new Block;
    last_block_->next = block;
    last_block_ = block;
    tail_ = block->events.data();
    tail_end_ = tail_ + block_size;
}

// The head moves on into the next block; the tail was there before it.
void Lane::drop_block()
{
    delete spare_;
    spare_ = std::exchange(first_, first_->next);
    spare_->next = nullptr;
    head_ = first_->events.data();
    head_end_ = head_ + block_size;
}

std::size_t Lane::size() const
{
    std::size_t blocks = 0;
    for (const Block* block = first_; block != last_block_; block = block->next)
        ++blocks;
    const auto before_head = static_cast<std::size_t>(head_ - first_->events.data());
    const auto to_tail = static_cast<std::size_t>(tail_ - last_block_->events.data());
    return blocks * block_size + to_tail - before_head;
}

}  // namespace tiersim
