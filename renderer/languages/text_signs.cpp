#include "renderer/languages/text_signs.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cutpoint/kind.hpp"
#include "renderer/languages/glyphs.hpp"
#include "renderer/writing/key_words.hpp"

namespace cutpoint {

namespace {

bool has_shape_of_its_kind(const Picture::Part& part) {
  const auto kinds = built_in_kinds();
  return std::any_of(kinds.begin(), kinds.end(), [&](const Kind& kind) {
    return kind.glyph == part.glyph && kind.shape == part.shape;
  });
}

}  // namespace

std::vector<std::string> with_sign(const Picture::Part& part, std::vector<std::string> lines) {
  if (part.glyph != Glyph::none && !lines.empty()) {
    lines.front() = fmt::format("{} {}", glyph_character(part.glyph), lines.front());
  }
  return lines;
}

std::string sign_meanings(const Picture& picture) {
  constexpr std::size_t most = 16;
  std::set<std::pair<Glyph, std::string>> used;
  const auto collect = [&](const Picture::Part& part) {
    if (part.glyph != Glyph::none) used.emplace(part.glyph, key_words(part.kind));
  };
  for (const Picture::Frame& frame : picture.frames) collect(frame);
  for (const Picture::Node& node : picture.nodes) collect(node);
  std::string text;
  std::size_t told = 0;
  for (const auto& [glyph, kind] : used) {
    if (kind.empty() || ++told > most) continue;
    text +=
        fmt::format("{}{}\u00A0{}", text.empty() ? "signs: " : ", ", glyph_character(glyph), kind);
  }
  if (told > most) text += fmt::format(" and {} more", told - most);
  return text;
}

std::string heat_meaning(const Picture& picture) {
  return picture.has_heat ? "█ its share of the downtime of the worst journey" : "";
}

std::string box_words(const LegendEntry& entry) {
  return fmt::format("{}: {}", entry.sample, entry.meaning);
}

std::string edge_sign(const EdgeLook& look) {
  std::string line = look.line == Line::solid ? "──" : look.line == Line::dashed ? "- -" : "···";
  if (look.is_choice) line = "o" + line;
  switch (look.arrow) {
    case Arrow::full:
      return line + "▶";
    case Arrow::open:
      return line + "▷";
    case Arrow::vee:
      return line + ">";
    case Arrow::none:
      break;
  }
  return line;
}

Shape shape_beside_sign(const Picture::Part& part) {
  const bool is_said = part.glyph != Glyph::none && has_shape_of_its_kind(part);
  return is_said && part.shape != Shape::cylinder ? Shape::box : part.shape;
}

}  // namespace cutpoint
