# SPDX-License-Identifier: MIT
# Catch2 2.13 or 3, whichever is there, as one target tiersim_catch, and
# tiersim_discover_tests(target prefix label) to make a CTest test of every test case.

# Each major is a package of its own to CMake: a range from 2.13 to 4 would match neither.
find_package(Catch2 3 QUIET)
if(NOT Catch2_FOUND)
  find_package(Catch2 2.13 REQUIRED)
endif()
message(STATUS "Catch2 ${Catch2_VERSION}")

add_library(tiersim_catch INTERFACE)
if(TARGET Catch2::Catch2WithMain)  # version 3, and Debian's version 2
  target_link_libraries(tiersim_catch INTERFACE Catch2::Catch2WithMain)
else()
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/catch_main.cpp
    "#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n")
  add_library(tiersim_catch_main OBJECT ${CMAKE_CURRENT_BINARY_DIR}/catch_main.cpp)
  target_link_libraries(tiersim_catch_main PUBLIC Catch2::Catch2)
  target_link_libraries(tiersim_catch INTERFACE Catch2::Catch2)
  target_sources(tiersim_catch INTERFACE $<TARGET_OBJECTS:tiersim_catch_main>)
endif()

# In place of catch_discover_tests, which gives no labels by tag in version 2: here the tags that
# ListTests.cmake names become labels, in both versions.
function(tiersim_discover_tests target prefix label)
  set(tests ${CMAKE_CURRENT_BINARY_DIR}/${target}_tests.cmake)
  add_custom_command(TARGET ${target} POST_BUILD VERBATIM BYPRODUCTS ${tests}
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:${target}> -DOUTPUT=${tests}
      -DPREFIX=${prefix} -DLABEL=${label} -DCATCH=${Catch2_VERSION_MAJOR}
      -DDIRECTORY=${PROJECT_SOURCE_DIR} -P ${PROJECT_SOURCE_DIR}/cmake/ListTests.cmake)
  file(CONFIGURE OUTPUT ${target}_include.cmake @ONLY CONTENT [[
if(EXISTS "@tests@")
  include("@tests@")
else()
  add_test("@prefix@not-built" @target@-was-not-built)
endif()
]])
  set_property(DIRECTORY APPEND PROPERTY
    TEST_INCLUDE_FILES ${CMAKE_CURRENT_BINARY_DIR}/${target}_include.cmake)
endfunction()
