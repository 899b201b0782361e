/// From a result to where its output goes, in the format that is asked for.
#pragma once

#include <string>

#include "app/console/command.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// How a report looks that goes to `path`: coloured only where it is a terminal.
[[nodiscard]] RenderOptions render_options(const std::string& path, const std::string& file_name,
                                           const Console& console);

/// How wide what stands one to a line may be that goes to `path`.
[[nodiscard]] std::size_t list_width(const std::string& path, const Console& console);

/// Writes what was rendered, whole or not at all, or to `console.out` where the path is empty or
/// "-": there what is for terminals is put into ASCII where the console asks for it. Where nothing
/// could be rendered, or written, says why.
[[nodiscard]] Exit write_report(const std::string& path, const FormatDescription& format,
                                const Rendered& rendered, Console& console);

/// The same in the format of that name, which must be one of the table.
template <class Input>
[[nodiscard]] Exit write_report(const std::string& path, Formats<Input> formats,
                                const std::string& name, const Input& input, Console& console) {
  const Format<Input>* format = find_format(formats, name);
  return write_report(path, *format, format->render(input), console);
}

/// The same as --format and --output say.
template <class Input>
[[nodiscard]] Exit write_report(const Arguments& arguments, Formats<Input> formats,
                                const Input& input, Console& console) {
  return write_report(arguments.value("output"), formats, arguments.value("format"), input,
                      console);
}

}  // namespace cutpoint
