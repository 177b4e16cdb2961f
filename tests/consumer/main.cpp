// SPDX-License-Identifier: MIT
/// The least that a user's program does: include one header, call the library, print.
#include <tiersim/tiersim.hpp>

#include <iostream>

int main()
{
    tiersim::Rng dice{7, "dice"};
    std::cout << "tiersim " << tiersim::version() << " threw a " << dice.below(6) + 1 << '\n';
}
