# SPDX-License-Identifier: MIT
# The three ways into somebody else's program: find_package and pkg-config on an installed tree,
# add_subdirectory on the sources. Each builds tests/consumer and runs it.

set(consumer ${PROJECT_SOURCE_DIR}/tests/consumer)
set(work ${PROJECT_BINARY_DIR}/consumer)
set(stage ${work}/stage)
set(options -DCMAKE_BUILD_TYPE=$<CONFIG> -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}
  -DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS})  # as the library, or sanitizers do not link

add_test(NAME package/starts-afresh COMMAND ${CMAKE_COMMAND} -E rm -rf ${stage})
add_test(NAME package/installs COMMAND ${CMAKE_COMMAND}
  --install ${PROJECT_BINARY_DIR} --prefix ${stage} --config $<CONFIG>)
add_test(NAME package/is-found-by-find_package COMMAND ${CMAKE_CTEST_COMMAND}
  --build-and-test ${consumer} ${work}/installed --build-generator ${CMAKE_GENERATOR}
  --build-options -DCMAKE_PREFIX_PATH=${stage} ${options} --test-command consumer)
add_test(NAME package/is-a-subdirectory COMMAND ${CMAKE_CTEST_COMMAND}
  --build-and-test ${consumer} ${work}/subdirectory --build-generator ${CMAKE_GENERATOR}
  --build-options -DTIERSIM_SOURCE=${PROJECT_SOURCE_DIR} ${options} --test-command consumer)
set(tests package/is-found-by-find_package package/is-a-subdirectory)

find_program(TIERSIM_PKG_CONFIG NAMES pkg-config pkgconf)
mark_as_advanced(TIERSIM_PKG_CONFIG)
if(TIERSIM_PKG_CONFIG)
  add_test(NAME package/is-found-by-pkg-config COMMAND sh ${consumer}/by-pkg-config.sh
    ${stage}/${CMAKE_INSTALL_LIBDIR} ${work}/by-pkg-config ${TIERSIM_PKG_CONFIG}
    ${CMAKE_CXX_COMPILER} -std=c++20 ${CMAKE_CXX_FLAGS})
  list(APPEND tests package/is-found-by-pkg-config)
endif()

set_tests_properties(package/starts-afresh PROPERTIES FIXTURES_SETUP stage LABELS package)
set_tests_properties(package/installs PROPERTIES FIXTURES_SETUP stage LABELS package
  DEPENDS package/starts-afresh)
set_tests_properties(${tests} PROPERTIES LABELS package
  FIXTURES_REQUIRED stage PASS_REGULAR_EXPRESSION "tiersim ${PROJECT_VERSION} threw a [1-6]")
