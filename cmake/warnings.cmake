# Warnings for our own targets; CUTPOINT_WERROR turns them into errors (presets and CI).
option(CUTPOINT_WERROR "Treat warnings as errors" OFF)
add_library(cutpoint_warnings INTERFACE)
target_compile_options(cutpoint_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${CUTPOINT_WERROR}>:-Werror>)
