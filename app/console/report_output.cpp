#include "app/console/report_output.hpp"

#include "app/console/console.hpp"
#include "renderer/writing/ascii_text.hpp"

namespace cutpoint {

namespace {

bool is_terminal_path(const std::string& path) {
  return path.empty() || path == "-";
}

}  // namespace

RenderOptions render_options(const std::string& path, const std::string& file_name,
                             const Console& console) {
  return {is_terminal_path(path) && console.colour_out, console.width, file_name};
}

std::size_t list_width(const std::string& path, const Console& console) {
  return is_terminal_path(path) ? console.line_width() : std::string::npos;
}

Exit write_report(const std::string& path, const FormatDescription& format,
                  const Rendered& rendered, Console& console) {
  if (print_notes(rendered, console) != Exit::success) return Exit::failure;
  const bool as_ascii =
      console.ascii && is_terminal_path(path) && format.medium == Medium::terminal;
  return write_output(path, as_ascii ? ascii_text(rendered->content) : rendered->content, console);
}

}  // namespace cutpoint
