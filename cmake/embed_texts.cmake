# Writes a C++ source that holds text files, each with the hash that a page's Content-Security-Policy
# names it by. Scripts and styles are for the browser: indentation and lines of comments stay here.
# Run at build time, so that an edited file is embedded anew:
#
#   cmake -D OUTPUT=<file.cpp> -D HEADER=<header> -D FUNCTION=<name> -D FILES=<a>,<b> -P embed_texts.cmake

# Hexadecimal digits to base64.
function(base64_of hex result)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  set(out "")
  string(LENGTH "${hex}" length)
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${hex}" ${at} 6 part)
    string(LENGTH "${part}" digits)
    string(SUBSTRING "${part}0000" 0 6 part)
    math(EXPR bits "0x${part}")
    foreach(shift 18 12 6 0)
      math(EXPR index "(${bits} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${index} 1 letter)
      string(APPEND out "${letter}")
    endforeach()
    if(digits LESS 6)  # 2 digits are one byte, which two letters hold; 4 are two, which three hold
      math(EXPR letters "${digits} / 2 + 1")
      string(LENGTH "${out}" written)
      math(EXPR kept "${written} - 4 + ${letters}")
      string(SUBSTRING "${out}" 0 ${kept} out)
      math(EXPR missing "4 - ${letters}")
      string(SUBSTRING "==" 0 ${missing} padding)
      string(APPEND out "${padding}")
    endif()
    math(EXPR at "${at} + 6")
  endwhile()
  set(${result} "${out}" PARENT_SCOPE)
endfunction()

string(REPLACE "," ";" files "${FILES}")
set(rows "")
foreach(path IN LISTS files)
  get_filename_component(name "${path}" NAME)
  if(name MATCHES "\\.(js|css)$")
    file(READ "${path}" text)
    string(REGEX REPLACE "\n +" "\n" text "${text}")
    string(REGEX REPLACE "\n//[^\n]*" "" text "${text}")
    string(REGEX REPLACE "\n\n+" "\n" text "${text}")
    set(path "${OUTPUT}.${name}")
    file(WRITE "${path}" "${text}")
  endif()
  file(SHA256 "${path}" digest)
  base64_of("${digest}" hash)
  # As bytes: file(READ) as text loses some, and brackets and semicolons mean something in lists.
  file(READ "${path}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  # One literal a stretch: a hexadecimal escape would otherwise go on into the next one.
  string(REGEX REPLACE "(\\\\x0a)" "\\1\"\n     \"" bytes "${bytes}")
  string(APPEND rows "    {\"${name}\", \"sha256-${hash}\",\n     \"${bytes}\"},\n")
endforeach()
list(LENGTH files count)
file(WRITE "${OUTPUT}" "// Generated from text files; do not edit.
#include \"${HEADER}\"

#include <array>

namespace cutpoint {

std::span<const EmbeddedText> ${FUNCTION}() {
  static constexpr std::array<EmbeddedText, ${count}> texts = {{
${rows}  }};
  return texts;
}

}  // namespace cutpoint
")
