#include <cctype>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include <sys/ioctl.h>
#include <unistd.h>

#include "app/cli.hpp"
#include "model/base/number_text.hpp"

namespace {

/// That of the terminal, else of $COLUMNS: what is piped has the same bytes wherever it is written,
/// unless somebody asks for a width.
std::optional<std::size_t> terminal_width() {
  constexpr std::size_t narrowest = 40, widest = 1000;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= narrowest) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  const std::string_view text = columns == nullptr ? "" : columns;
  const auto asked = cutpoint::number_of_text<std::size_t>(text);
  return asked >= narrowest && asked <= widest ? asked : std::nullopt;
}

/// Whether terminals are told to show UTF-8: the first of these that is set decides, as in POSIX.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    std::string locale = value;
    for (char& c : locale) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace

int main(int argc, char* argv[]) {
  cutpoint::DiskAccess disk;
  constexpr std::size_t usual_width = 100;
  const std::optional<std::size_t> width = terminal_width();
  cutpoint::Console console{std::cout,
                            std::cerr,
                            disk,
                            isatty(STDOUT_FILENO) != 0,
                            isatty(STDERR_FILENO) != 0,
                            width.value_or(usual_width),
                            width.has_value(),
                            isatty(STDERR_FILENO) != 0};
  console.may_end = true;
  console.ascii = isatty(STDOUT_FILENO) != 0 && !locale_is_utf8();
  try {
    const auto exit = cutpoint::run_command_line({argv + 1, argv + argc}, console);
    std::cout.flush();
    if (!std::cout) {
      std::cerr << "cutpoint: cannot write to standard output\n";
      return static_cast<int>(cutpoint::Exit::failure);
    }
    return static_cast<int>(exit);
  } catch (const std::bad_alloc&) {
    std::cerr << "cutpoint: out of memory\n";
  } catch (const std::exception& error) {
    std::cerr << "cutpoint: " << error.what() << '\n';
  }
  return static_cast<int>(cutpoint::Exit::failure);
}
