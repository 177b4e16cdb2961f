# SPDX-License-Identifier: MIT
# What an installation holds, how CMake and pkg-config find it, and the packages made of it.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/tiersim)
set(shared ${CMAKE_INSTALL_DATADIR}/tiersim)

install(TARGETS tiersim EXPORT tiersimTargets FILE_SET HEADERS)
install(EXPORT tiersimTargets NAMESPACE tiersim:: DESTINATION ${package})
if(TARGET tiersim_command)
  install(TARGETS tiersim_command)
endif()

file(GLOB_RECURSE schemas CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/lib/*.schema.json ${PROJECT_SOURCE_DIR}/docs/*.schema.json
  ${PROJECT_SOURCE_DIR}/schema/*.schema.json)
install(FILES ${schemas} DESTINATION ${shared})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios DESTINATION ${shared} OPTIONAL)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/tiersimConfig.cmake.in
  ${PROJECT_BINARY_DIR}/tiersimConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tiersimConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)  # before 1.0 a minor version may break its users
install(FILES
  ${PROJECT_BINARY_DIR}/tiersimConfig.cmake
  ${PROJECT_BINARY_DIR}/tiersimConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/Findzstd.cmake
  DESTINATION ${package})

# From the folder of tiersim.pc back to the prefix, so that an installed tree can be moved.
file(RELATIVE_PATH TIERSIM_PC_PREFIX /p/${CMAKE_INSTALL_LIBDIR}/pkgconfig /p)
configure_file(${CMAKE_CURRENT_LIST_DIR}/tiersim.pc.in ${PROJECT_BINARY_DIR}/tiersim.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/tiersim.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

if(PROJECT_IS_TOP_LEVEL)
  set(CPACK_PACKAGE_CONTACT "the tiersim developers <tiersim@example.invalid>")
  set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_SECTION science)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "libboost-dev (>= 1.74), libfmt-dev (>= 9), nlohmann-json3-dev (>= 3.11), libzstd-dev")
  include(CPack)
endif()
