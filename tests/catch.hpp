// SPDX-License-Identifier: MIT
/// Catch2 for all tests here, whether version 2.13 or 3 is installed. Write numbers as
/// Approx, floating-point matchers as Catch::Matchers::WithinAbs and WithinRel.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using Catch::Approx;  // Version 2 does the same.
#else
#include <catch2/catch.hpp>
#endif
