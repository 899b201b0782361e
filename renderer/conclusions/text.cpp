#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/conclusions/conclusion_formats.hpp"
#include "renderer/findings/excerpt.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

Style style_of(Strength strength) {
  if (strength == Strength::declared) return Style::plain;
  return strength == Strength::inferred ? Style::blue : Style::amber;
}

/// The parts in the order in which they first come, with what is said of each.
using Sections = std::vector<std::pair<std::string, std::vector<const Conclusion*>>>;

Sections sections_of(const Conclusions& conclusions) {
  Sections sections;
  std::map<std::string, std::size_t> positions;
  for (const Conclusion& one : conclusions) {
    const auto [place, added] = positions.emplace(one.component, sections.size());
    if (added) sections.emplace_back(one.component, std::vector<const Conclusion*>());
    sections[place->second].second.push_back(&one);
  }
  return sections;
}

/// The file that all rows speak of; invalid where they speak of several or of none.
FileId common_file(const std::vector<const Conclusion*>& rows) {
  FileId file;
  for (const Conclusion* one : rows) {
    if (!one->span.known() || (file.valid() && one->span.file != file)) return FileId();
    file = one->span.file;
  }
  return file;
}

constexpr std::size_t longest_column = 36;  ///< what stands further right begins there at last
constexpr std::size_t strength_width = 8;

/// What, how sure, from what and where: on one line, or the last two on a second.
std::string row_text(const Conclusion& one, const std::string& place, std::size_t widest,
                     std::size_t width, const Painter& paint) {
  const std::string what = visible(one.what);
  const std::string reason = visible(one.reason);
  const std::size_t used = std::max(widest, display_width(what));
  const std::string_view strength = name_of(one.strength);
  const std::string line =
      fmt::format("  {}{}  {}", what, std::string(used - display_width(what), ' '),
                  paint(style_of(one.strength), strength));
  const std::size_t taken = 2 + used + 2 + strength_width + 2;
  const std::size_t tail = display_width(reason) + 2 + display_width(place);
  if (taken + tail <= width) {
    const std::string gap(strength_width - display_width(strength) + 2, ' ');
    const std::string at =
        place.empty() ? std::string() : fmt::format("  {}", paint(Style::dim, place));
    return line + gap + reason + at;
  }
  const std::string below = wrapped(fmt::format("{} ({})", reason, place), 6, 6, width);
  return fmt::format("{}\n      {}", line, paint(Style::dim, below));
}

std::string section_text(const std::string& name, const std::vector<const Conclusion*>& rows,
                         const ConclusionReport& report, const Painter& paint) {
  const FileId file = common_file(rows);
  std::string text = paint(Style::bold, name.empty() ? "In general" : visible(name));
  if (file.valid())
    text += fmt::format("  {}", paint(Style::dim, visible(report.sources.name(file))));
  std::size_t widest = 0;
  for (const Conclusion* one : rows) {
    widest = std::max(widest, std::min(display_width(visible(one->what)), longest_column));
  }
  for (const Conclusion* one : rows) {
    const std::string place = file.valid() ? fmt::format("line {}", one->span.line)
                                           : visible(place_text(one->span, report.sources));
    text += '\n';
    text += row_text(*one, place, widest, report.options.width, paint);
  }
  text += '\n';
  return text;
}

std::string files_text(const ConclusionReport& report, const Painter& paint) {
  std::string text = paint(Style::bold, "Files") + "\n";
  for (const PlannedImport& import : report.plan.imports) {
    for (const std::string& path : import.paths) {
      text += fmt::format("  taken  {}  {}\n", import.importer->name, visible(path));
    }
  }
  for (const LeftFile& file : report.plan.left) {
    text += fmt::format("  {}   {}: {}\n", paint(Style::dim, "left"), visible(file.path),
                        visible(file.reason));
  }
  if (report.plan.unrecognised > 0) {
    text += fmt::format("  {} other{} in no format that is known here\n", report.plan.unrecognised,
                        report.plan.unrecognised == 1 ? "" : "s");
  }
  return text;
}

Rendered render_conclusions_text(const ConclusionReport& report) {
  const Painter paint(report.options.colour);
  std::string text = files_text(report, paint);
  for (const auto& [name, rows] : sections_of(report.imported.conclusions)) {
    text += '\n';
    text += section_text(name, rows, report, paint);
  }
  return text;
}

}  // namespace

const Format<ConclusionReport>& text_conclusion_format() {
  static const Format<ConclusionReport> format{
      {"text", "by component: what, how sure, from what, where"}, render_conclusions_text};
  return format;
}

}  // namespace cutpoint
