# A registry is a table made from an explicit list, so that a new rule, importer, renderer or command
# is one new file and one row here. No static self-registration: a static library drops it.
#
#   cutpoint_registry(<target> TABLE <function> TYPE <type> HEADER <header> FOLDER <folder>
#                     SUFFIX <suffix> ROWS <row>...)
#
# Row `what_if` adds <folder>/what_if.cpp to the target, which must define
# `const <type>& cutpoint::what_if_<suffix>()`; a row may lie deeper (`languages/dot`). The generated source defines
# `std::span<const <type>* const> cutpoint::<function>()` with the rows in the order given.
function(cutpoint_registry target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TABLE;TYPE;HEADER;FOLDER;SUFFIX" "ROWS")
  set(declarations "")
  set(rows "")
  list(LENGTH arg_ROWS count)
  foreach(row IN LISTS arg_ROWS)
    target_sources(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER}/${row}.cpp")
    get_filename_component(name "${row}" NAME)
    string(APPEND declarations "const ${arg_TYPE}& ${name}_${arg_SUFFIX}();\n")
    string(APPEND rows "      &${name}_${arg_SUFFIX}(),\n")
  endforeach()
  set(generated "${PROJECT_BINARY_DIR}/generated/${arg_TABLE}_registry.cpp")
  file(CONFIGURE OUTPUT "${generated}" @ONLY CONTENT
"// Generated from the registry rows in CMake; do not edit.
#include <array>
#include <span>

#include \"@arg_HEADER@\"

namespace cutpoint {

@declarations@
std::span<const @arg_TYPE@* const> @arg_TABLE@() {
  static const std::array<const @arg_TYPE@*, @count@> table = {
@rows@  };
  return table;
}

}  // namespace cutpoint
")
  target_sources(${target} PRIVATE "${generated}")
endfunction()
