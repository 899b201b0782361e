# Text files in the program. cutpoint_embed_texts(<target> FUNCTION <name> HEADER <header> FILES <absolute paths>...)
# defines `std::span<const EmbeddedText> cutpoint::<name>()`, declared in the header, in the order of the files.
function(cutpoint_embed_texts target)
  cmake_parse_arguments(arg "" "FUNCTION;HEADER" "FILES" ${ARGN})
  set(source "${PROJECT_BINARY_DIR}/generated/${arg_FUNCTION}.cpp")
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed_texts.cmake")
  list(JOIN arg_FILES "," files)
  add_custom_command(
    OUTPUT "${source}"
    COMMAND "${CMAKE_COMMAND}" -D "OUTPUT=${source}" -D "HEADER=${arg_HEADER}"
            -D "FUNCTION=${arg_FUNCTION}" -D "FILES=${files}" -P "${script}"
    DEPENDS ${arg_FILES} "${script}"
    COMMENT "Embedding ${arg_FUNCTION}" VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
