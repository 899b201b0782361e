#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>

#include <sys/ioctl.h>
#include <unistd.h>

#include "app/cli.hpp"

namespace {

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
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
