#include <algorithm>

#include <fmt/format.h>

#include "cutpoint/rendering.hpp"
#include "renderer/findings/excerpt.hpp"
#include "renderer/findings/severity_words.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

std::string render_one(const Diagnostic& diagnostic, const SourceFiles& sources,
                       const Painter& paint, std::size_t width) {
  const Style style = words_for(diagnostic.severity).style;
  const std::string head = fmt::format("{}[{}]:", name_of(diagnostic.severity), diagnostic.rule);
  std::string out =
      paint(style, head) + ' ' +
      paint(Style::bold, wrapped(visible(diagnostic.message), display_width(head) + 1, 4, width)) +
      '\n';
  const auto add = [&](Style of_label, std::string_view label, std::string_view text) {
    const std::size_t indent = 3 + label.size();
    out += fmt::format("  {} {}\n", paint(of_label, label), wrapped(text, indent, indent, width));
  };
  if (const std::string place = place_text(diagnostic.span, sources); !place.empty()) {
    out += fmt::format("  {} {}\n", paint(Style::dim, "-->"), place);
  }
  if (diagnostic.span.known()) out += excerpt(diagnostic.span, sources, paint, style, width);
  for (const Note& note : diagnostic.notes) {
    add(Style::dim,
        "note:", fmt::format("{}: {}", place_text(note.span, sources), visible(note.message)));
    if (note.span.known()) out += excerpt(note.span, sources, paint, Style::blue, width);
  }
  if (!diagnostic.help.empty()) add(Style::green, "help:", visible(diagnostic.help));
  return out;
}

}  // namespace

std::string render_diagnostics(const Diagnostics& diagnostics, const SourceFiles& sources,
                               bool colour, std::size_t width) {
  const Painter paint(colour);
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    out += render_one(diagnostic, sources, paint, width) + '\n';
  }
  if (diagnostics.dropped() > 0) {
    out += fmt::format("and {} more\n", diagnostics.dropped());
  }
  if (diagnostics.all().size() < 2) return out;
  const auto count = [&](Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(diagnostics.all().begin(), diagnostics.all().end(),
                      [severity](const Diagnostic& d) { return d.severity == severity; }));
  };
  return out +
         severity_counts(diagnostics.error_count(), count(Severity::warning),
                         count(Severity::info)) +
         '\n';
}

}  // namespace cutpoint
