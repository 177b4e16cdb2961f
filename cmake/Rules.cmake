# SPDX-License-Identifier: MIT
# What holds for every target of this project; tiersim_rules is linked privately and never exported.

add_library(tiersim_rules INTERFACE)
target_compile_features(tiersim_rules INTERFACE cxx_std_20)
target_include_directories(tiersim_rules INTERFACE
  ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/lib)

# One result on every machine: a product and a sum are two roundings, also where a CPU could fuse
# them. It is public (see lib/), because inline functions of the headers decide results as well.
set(TIERSIM_SAME_BITS $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-ffp-contract=off>)
target_compile_options(tiersim_rules INTERFACE ${TIERSIM_SAME_BITS})

if(TIERSIM_WARNINGS)
  target_compile_options(tiersim_rules INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
endif()
