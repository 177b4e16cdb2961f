# SPDX-License-Identifier: MIT
# Targets format and format-check. The version is named, because each version formats differently.
find_program(TIERSIM_CLANG_FORMAT clang-format-14)
mark_as_advanced(TIERSIM_CLANG_FORMAT)
if(TIERSIM_CLANG_FORMAT)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/include/*.hpp
    ${PROJECT_SOURCE_DIR}/lib/*.[ch]pp
    ${PROJECT_SOURCE_DIR}/tests/*.[ch]pp
    ${PROJECT_SOURCE_DIR}/examples/*.cpp
    ${PROJECT_SOURCE_DIR}/tools/*.[ch]pp)
  add_custom_target(format COMMAND ${TIERSIM_CLANG_FORMAT} -i ${sources} VERBATIM)
  add_custom_target(format-check
    COMMAND ${TIERSIM_CLANG_FORMAT} --dry-run --Werror ${sources} VERBATIM)
endif()
