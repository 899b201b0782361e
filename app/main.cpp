#include <cctype>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <string>

#include <sys/ioctl.h>
#include <unistd.h>

#include "app/cli.hpp"

namespace {

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
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
  cutpoint::Console console{std::cout,
                            std::cerr,
                            disk,
                            isatty(STDOUT_FILENO) != 0,
                            isatty(STDERR_FILENO) != 0,
                            terminal_width(),
                            isatty(STDERR_FILENO) != 0};
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
