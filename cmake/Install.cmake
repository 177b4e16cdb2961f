# SPDX-License-Identifier: MIT
# What an installation holds, and how CMake and pkg-config find it.
