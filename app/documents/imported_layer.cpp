#include "app/documents/imported_layer.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "app/console/report_output.hpp"
#include "app/documents/compared_document.hpp"
#include "app/documents/written_document.hpp"
#include "model/base/name_list.hpp"
#include "renderer/comparison/comparing.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view origin = "# Imported by cutpoint from ";
constexpr std::size_t most_named = 8;       ///< sources in the line of origin
constexpr std::size_t origin_within = 512;  ///< bytes from the start in which that line begins

bool is_imported(std::string_view text) {
  return text.substr(0, origin_within).find(origin) != std::string_view::npos;
}

/// On one line, whatever the file names are.
std::string origin_line(const std::vector<std::string>& sources) {
  return fmt::format("{}{}. Not to be edited: a file that includes this one states the rest.\n",
                     origin, visible(first_names(sources, most_named)));
}

Exit show_difference(const std::string& path, const std::string& layer, Console& console) {
  const std::string anew = path + " imported anew";
  MemoryAccess texts({{anew, layer}}, &console.files);
  Console with_layer = console.with_files(texts);
  const auto before = load_compared({path, {}}, std::nullopt, with_layer);
  const auto after = load_compared({anew, {}}, std::nullopt, with_layer);
  if (!before || !after) return Exit::findings;
  const Review found = review(before->system, after->system);
  const RenderOptions look = render_options("", "", console);
  const ComparisonReport report{found.comparison, path, anew, look.colour, look.width};
  const Exit written = write_report("", comparison_formats(), "text", report, console);
  return written == Exit::success ? Exit::findings : written;
}

}  // namespace

std::string imported_layer(const Draft& draft, const std::vector<std::string>& sources) {
  return document_text(draft, origin_line(sources));
}

Exit write_imported_layer(const std::string& path, const Draft& draft,
                          const std::vector<std::string>& sources, bool force, Console& console) {
  std::error_code error;
  if (!force && std::filesystem::is_regular_file(path, error)) {
    const auto there = console.files.read(path);
    if (!there || !is_imported(*there)) {
      return fail(console, fmt::format("{} is there and no import wrote it: choose another file, "
                                       "or replace it with --force",
                                       path));
    }
  }
  return write_document(path, draft, console, origin_line(sources));
}

Exit check_imported_layer(const std::string& path, const std::string& layer, Console& console) {
  const auto there = console.files.read(path);
  if (!there) {
    return fail(console, fmt::format("cannot read {}: {}", path, there.error.message));
  }
  if (*there == layer) {
    tell(console, fmt::format("{} says what its sources say", path));
    return Exit::success;
  }
  if (!is_imported(*there)) {
    return fail(console, fmt::format("{} was not written by an import", path));
  }
  tell(console, fmt::format("{} is out of date with its sources: import it again", path));
  return show_difference(path, layer, console);
}

}  // namespace cutpoint
