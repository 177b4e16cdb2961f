# SPDX-License-Identifier: MIT
# cmake -DPROGRAM=... -DAPPROVED=... -P output.cmake: runs a program, which must return 0 and print
# what was approved; with TIERSIM_APPROVE set in the environment, what it prints is approved.
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE printed RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} returned ${code}, having printed\n${printed}")
endif()
if(DEFINED ENV{TIERSIM_APPROVE})
  file(WRITE ${APPROVED} "${printed}")
endif()
set(approved "")
if(EXISTS ${APPROVED})
  file(READ ${APPROVED} approved)
endif()
if(NOT printed STREQUAL approved)
  message(FATAL_ERROR "printed\n${printed}\nwhile ${APPROVED} has\n${approved}")
endif()
