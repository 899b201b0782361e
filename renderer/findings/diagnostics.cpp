#include <algorithm>

#include <fmt/format.h>

#include "renderer/findings/excerpt.hpp"
#include "renderer/findings/severity_words.hpp"
#include "cutpoint/rendering.hpp"

namespace cutpoint {

namespace {

std::string render_one(const Diagnostic& diagnostic, const SourceFiles& sources,
                       const Painter& paint) {
  const Style style = words_for(diagnostic.severity).style;
  std::string out =
      paint(style, fmt::format("{}[{}]", name_of(diagnostic.severity), diagnostic.rule)) +
      paint(Style::bold, ": " + visible(diagnostic.message)) + '\n';
  if (const std::string place = place_text(diagnostic.span, sources); !place.empty()) {
    out += fmt::format("  {} {}\n", paint(Style::dim, "-->"), place);
  }
  if (diagnostic.span.known()) out += excerpt(diagnostic.span, sources, paint, style);
  for (const Note& note : diagnostic.notes) {
    out += fmt::format("  {} {}: {}\n", paint(Style::dim, "note:"), place_text(note.span, sources),
                       visible(note.message));
    if (note.span.known()) out += excerpt(note.span, sources, paint, Style::blue);
  }
  if (!diagnostic.help.empty()) {
    out += fmt::format("  {} {}\n", paint(Style::green, "help:"), visible(diagnostic.help));
  }
  return out;
}

}  // namespace

std::string render_diagnostics(const Diagnostics& diagnostics, const SourceFiles& sources,
                               bool colour) {
  const Painter paint(colour);
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    out += render_one(diagnostic, sources, paint) + '\n';
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
