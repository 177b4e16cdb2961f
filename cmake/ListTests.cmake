# SPDX-License-Identifier: MIT
# A script: asks the Catch2 program PROGRAM for its test cases and writes them to OUTPUT as tests of
# CTest, named PREFIX + name, labelled LABEL and with those of the tags below that they carry.
cmake_minimum_required(VERSION 3.25)
set(tags slow theory golden property tidy)

function(list_names filter result)
  set(how --list-tests --verbosity quiet)
  if(CATCH EQUAL 2)
    set(how --list-test-names-only)
  endif()
  execute_process(COMMAND ${PROGRAM} ${how} ${filter}
    WORKING_DIRECTORY ${DIRECTORY} OUTPUT_VARIABLE names ERROR_VARIABLE problem)
  if(problem)
    message(FATAL_ERROR "${PROGRAM} does not list its tests: ${problem}")
  endif()
  # Brackets and semicolons would mean something in a list.
  string(REPLACE "[" "<open>" names "${names}")
  string(REPLACE "]" "<close>" names "${names}")
  string(REPLACE ";" "<semicolon>" names "${names}")
  string(REGEX MATCHALL "[^\n]+" names "${names}")
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

list_names("*" all)
foreach(tag IN LISTS tags)
  list_names("[${tag}]" tagged_${tag})
endforeach()

set(script "")
foreach(name IN LISTS all)
  set(labels ${LABEL})
  foreach(tag IN LISTS tags)
    if(name IN_LIST tagged_${tag})
      list(APPEND labels ${tag})
    endif()
  endforeach()
  string(REPLACE "<open>" "[" name "${name}")
  string(REPLACE "<close>" "]" name "${name}")
  string(REPLACE "<semicolon>" ";" name "${name}")
  string(REGEX REPLACE "([][,\\\\])" "\\\\\\1" filter "${name}")
  string(APPEND script "add_test([==[${PREFIX}${name}]==] [==[${PROGRAM}]==] [==[${filter}]==])\n"
    "set_tests_properties([==[${PREFIX}${name}]==] PROPERTIES\n"
    "  WORKING_DIRECTORY [==[${DIRECTORY}]==] LABELS [==[${labels}]==]\n"
    "  FAIL_REGULAR_EXPRESSION [==[No test cases matched|No tests ran]==])\n")
endforeach()
file(WRITE ${OUTPUT} "${script}")
