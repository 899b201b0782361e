#include "renderer/languages/glyphs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "renderer/picture/look.hpp"

namespace cutpoint {

namespace {

struct Row {
  Glyph glyph;
  std::string_view character;
  std::string_view path;
};

constexpr std::array glyph_rows = {
    Row{Glyph::none, "", ""},
    Row{Glyph::screen, "▭", "M1.5 2.5H14.5V11H1.5ZM8 11V14M4.5 14H11.5"},
    Row{Glyph::signpost, "☞", "M8 1V15M3 2.5H12L14.5 5L12 7.5H3ZM13 9H4L1.5 11L4 13H13Z"},
    Row{Glyph::globe, "⊕",
        "M8 1.5a6.5 6.5 0 1 0 .01 0ZM1.5 8H14.5M8 1.5c-4.4 4-4.4 9 0 13M8 1.5c4.4 4 4.4 9 0 13"},
    Row{Glyph::fan_out, "⋔",
        "M1.5 8H12M5 8L12 3.2M5 8L12 12.8M13.4 1.7a1.3 1.3 0 1 0 .01 0ZM13.4 6.7a1.3 1.3 0 1 0 "
        ".01 0ZM13.4 11.7a1.3 1.3 0 1 0 .01 0Z"},
    Row{Glyph::gate, "∩", "M2 14.5V7.5a6 6 0 0 1 12 0V14.5H10.8V8a2.8 2.8 0 0 0-5.6 0V14.5Z"},
    Row{Glyph::nested_squares, "⊞", "M1.5 1.5H14.5V14.5H1.5ZM5 5H11V11H5Z"},
    Row{Glyph::server, "⊟",
        "M1.5 2H14.5V7.2H1.5ZM1.5 8.8H14.5V14H1.5ZM3.8 4.6H5M3.8 11.4H5M8 4.6H12.4M8 11.4H12.4"},
    Row{Glyph::cube, "⬡", "M8 1L14.3 4.5V11.5L8 15L1.7 11.5V4.5ZM1.7 4.5L8 8L14.3 4.5M8 8V15"},
    Row{Glyph::heptagon, "⬠",
        "M8 1L13.6 3.8L15 9.8L11.1 14.6H4.9L1 9.8L2.4 3.8ZM8 5.2a2.9 2.9 0 1 0 .01 0Z"},
    Row{Glyph::gear, "☼",
        "M8 3.4a4.6 4.6 0 1 0 .01 0ZM8 6.3a1.7 1.7 0 1 0 .01 0ZM8 1V3.4M8 12.6V15M1 8H3.4M12.6 "
        "8H15M3.1 3.1L4.7 4.7M11.3 11.3L12.9 12.9M12.9 3.1L11.3 4.7M4.7 11.3L3.1 12.9"},
    Row{Glyph::lambda, "λ", "M3.5 1.5H6L12 14.5H14M8.3 6.5L3.5 14.5"},
    Row{Glyph::drum, "⛁",
        "M2.5 3.8c0-3 11-3 11 0V12.2c0 3-11 3-11 0ZM2.5 3.8c0 3 11 3 11 0M2.5 8c0 3 11 3 11 0"},
    Row{Glyph::gauge, "◠", "M2 13a7 7 0 1 1 12 0ZM8 10.2L11.2 5.4M8 9.2a1.2 1.2 0 1 0 .01 0Z"},
    Row{Glyph::compartments, "▥", "M1 4H15V12H1ZM5.7 4V12M10.3 4V12"},
    Row{Glyph::bucket, "⊔",
        "M2 3.6c0-2.5 12-2.5 12 0L12.4 13.3c-.2 1.8-8.6 1.8-8.8 0ZM2 3.6c0 2.5 12 2.5 12 0"},
    Row{Glyph::disk, "⊡", "M2.5 1.5H13.5V14.5H2.5ZM8 3.4a3.6 3.6 0 1 0 .01 0ZM8 6.9V7.1M5 12.6H8"},
    Row{Glyph::triangle_of_nodes, "∴",
        "M8 1.2a2 2 0 1 0 .01 0ZM3.2 10.6a2 2 0 1 0 .01 0ZM12.8 10.6a2 2 0 1 0 .01 0ZM7.1 5L4.2 "
        "10.8M8.9 5L11.8 10.8M5.2 12.6H10.8"},
    Row{Glyph::joined_ends, "⚯",
        "M3.4 5.8a2.2 2.2 0 1 0 .01 0ZM12.6 5.8a2.2 2.2 0 1 0 .01 0ZM5.6 8H10.4"},
    Row{Glyph::opposed_arrows, "⇄",
        "M1.5 2.5H14.5V13.5H1.5ZM3.8 6.3H12L9.8 4.4M12.2 9.7H4L6.2 11.6"},
    Row{Glyph::crossroads, "✥",
        "M8 1.2a6.8 6.8 0 1 0 .01 0ZM8 7V3.2M6.5 4.7L8 3.2L9.5 4.7M8 9V12.8M6.5 11.3L8 12.8L9.5 "
        "11.3M3 8H6.6M5.3 6.5L6.6 8L5.3 9.5M13 8H9.4M10.7 6.5L9.4 8L10.7 9.5"},
    Row{Glyph::bolt, "↯", "M9.5 1L3 9.2H7.4L6.2 15L13 6.6H8.4Z"},
    Row{Glyph::cabinet, "▤",
        "M3 1H13V15H3ZM3 4.5H13M3 8H13M3 11.5H13M5 2.75H6.2M5 6.25H6.2M5 9.75H6.2M5 13.25H6.2"},
    Row{Glyph::building, "⌂",
        "M3 14.5V3L9 1V14.5M9 5.5H13V14.5M1.5 14.5H14.5M5 5.5H7M5 8.5H7M5 11.5H7M11 8.5V8.6M11 "
        "11.5V11.6"},
    Row{Glyph::map_pin, "⚲",
        "M8 15C4 9.8 3 8.2 3 6a5 5 0 0 1 10 0c0 2.2-1 3.8-5 9ZM8 4.2a1.8 1.8 0 1 0 .01 0Z"},
    Row{Glyph::cloud, "❍", "M4.5 13a3.4 3.4 0 0 1-.4-6.7a4.2 4.2 0 0 1 8-.5a3.6 3.6 0 0 1-.3 7.2Z"},
    Row{Glyph::neurons, "※",
        "M2.8 3.2a1.5 1.5 0 1 0 .01 0ZM2.8 9.8a1.5 1.5 0 1 0 .01 0ZM8 1a1.5 1.5 0 1 0 .01 0ZM8 "
        "6.5a1.5 1.5 0 1 0 .01 0ZM8 12a1.5 1.5 0 1 0 .01 0ZM13.2 6.5a1.5 1.5 0 1 0 .01 0ZM4.2 "
        "4.1L6.6 3M4.2 5.4L6.6 7.3M4.2 10.6L6.6 8.7M4.2 12L6.6 13.1M9.4 3.2L12.2 6.9M9.5 "
        "8H11.7M9.4 12.8L12.2 9.1"},
    Row{Glyph::play, "▷", "M1.5 2.5H14.5V13.5H1.5ZM6.3 5.2L10.8 8L6.3 10.8Z"},
    Row{Glyph::archive, "⬒", "M1.5 2H14.5V5.8H1.5ZM2.6 5.8V14H13.4V5.8M6 8.6H10"},
    Row{Glyph::grid, "▦", "M1.5 2H14.5V14H1.5ZM1.5 6H14.5M1.5 10H14.5M6 2V14"},
    Row{Glyph::axes, "∟",
        "M3 1.5V13H14.5M3 13L12 4M8.6 4H12V7.4M1.5 3L3 1.5L4.5 3M13 11.5L14.5 13L13 14.5"},
    Row{Glyph::chip, "⋕",
        "M4 4H12V12H4ZM6.6 6.6H9.4V9.4H6.6ZM6 4V1.5M10 4V1.5M6 12V14.5M10 12V14.5M4 6H1.5M4 "
        "10H1.5M12 6H14.5M12 10H14.5"},
    Row{Glyph::way_out, "⇗", "M7 3H2V14H13V9M9.5 1.5H14.5V6.5M14.5 1.5L7.2 8.8"},
    Row{Glyph::key, "⚷", "M4.6 4.8a3.2 3.2 0 1 0 .01 0ZM7.8 8H15M12 8V11M14.6 8V10.4"},
    Row{Glyph::rosette, "⊛",
        "M8 1a4.3 4.3 0 1 0 .01 0ZM5.2 8.6L4 15L8 12.6L12 15L10.8 8.6M8 3.6a1.7 1.7 0 1 0 .01 0Z"},
    Row{Glyph::chevrons, "⋙", "M1.5 3L6 8L1.5 13M5.8 3L10.3 8L5.8 13M10.1 3L14.6 8L10.1 13"},
    Row{Glyph::bust, "♙", "M8 1.5a3 3 0 1 0 .01 0ZM2.2 14.5c0-7.4 11.6-7.4 11.6 0Z"},
    Row{Glyph::bricks, "▩",
        "M1.5 2.5H14.5V13.5H1.5ZM1.5 6.2H14.5M1.5 9.8H14.5M8 2.5V6.2M5 6.2V9.8M11 6.2V9.8M8 "
        "9.8V13.5"},
    Row{Glyph::battery, "◨",
        "M1.5 4.5H13V11.5H1.5ZM13 6.5H14.8V9.5H13M8 5.6L5.4 8.6H7.4L6.6 10.6L9.4 7.6H7.4Z"},
    Row{Glyph::ballot, "☐", "M1.5 6.5H14.5V14.5H1.5ZM5 6.5V1.5H11V6.5M6.4 10.4L7.6 11.6L9.8 9"},
    Row{Glyph::stack, "❏", "M1.5 1.5H10V10H1.5ZM10 6H14.5V14.5H6V10"},
};

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < glyph_rows.size(); ++i) {
    if (glyph_rows[i].glyph != static_cast<Glyph>(i)) return false;
  }
  return glyph_rows.back().glyph == Glyph::stack;
}
static_assert(rows_are_in_order());

std::string coordinate(double value) {
  return fmt::format("{}", std::round(value * 100) / 100);
}

/// An attribute of an opening tag, as a number, and where its text stands.
struct Attribute {
  double value = 0;
  std::size_t at = 0;
  std::size_t length = 0;
};

std::optional<Attribute> attribute(std::string_view line, std::string_view name) {
  const std::string before = fmt::format(" {}=\"", name);
  const std::size_t found = line.find(before);
  if (found == std::string_view::npos) return std::nullopt;
  Attribute result;
  result.at = found + before.size();
  const auto parsed =
      std::from_chars(line.data() + result.at, line.data() + line.size(), result.value);
  if (parsed.ec != std::errc()) return std::nullopt;
  result.length = static_cast<std::size_t>(parsed.ptr - line.data()) - result.at;
  return result;
}

std::string without_blanks(std::string_view line) {
  const std::string blanks = std::string(glyph_blanks) + "</text>";
  if (!line.ends_with(blanks)) return std::string(line);
  return std::string(line.substr(0, line.size() - blanks.size())) + "</text>";
}

/// Copies an SVG line by line; Graphviz writes one element a line, and no group within a node's.
class GlyphWriter {
 public:
  explicit GlyphWriter(const GlyphSigns& signs) : signs_(signs) {}

  std::string run(std::string_view svg) {
    while (!svg.empty()) {
      const std::size_t end = std::min(svg.find('\n'), svg.size());
      take(svg.substr(0, end));
      svg.remove_prefix(std::min(end + 1, svg.size()));
    }
    return std::move(out_);
  }

 private:
  void take(std::string_view line) {
    constexpr std::string_view title = "<title>";
    if (line.starts_with(title)) {
      const auto found = signs_.find(line.substr(title.size(), line.find('<', 1) - title.size()));
      sign_ = found == signs_.end() ? nullptr : &found->second;
      has_text_ = false;
    } else if (sign_ != nullptr && line.starts_with("<text ")) {
      move_text(line);
      return;
    } else if (sign_ != nullptr && line == "</g>") {
      if (has_text_) draw();
      sign_ = nullptr;
    }
    out_.append(line).append("\n");
  }

  void move_text(std::string_view line) {
    const auto x = attribute(line, "x");
    const auto y = attribute(line, "y");
    if (!x || !y) {
      out_.append(line).append("\n");
      return;
    }
    if (!has_text_) first_y_ = y->value;
    has_text_ = true;
    x_ = x->value;
    last_y_ = y->value;
    out_.append(line.substr(0, x->at));
    out_ += coordinate(x_ + (sign_->is_frame ? glyph_room : glyph_room / 2));
    out_ += without_blanks(line.substr(x->at + x->length));
    out_ += '\n';
  }

  /// Beside the middle of a node's lines, and the first two of a frame's.
  void draw() {
    constexpr double size = 14;
    constexpr double above_base = 3.5;  // from the base of letters to their middle
    constexpr double line_height = 12;
    const double last = sign_->is_frame ? std::min(last_y_, first_y_ + line_height) : last_y_;
    const double middle = (first_y_ + last) / 2 - above_base;
    const double left = sign_->is_frame ? x_ : x_ - (sign_->label_width + glyph_room) / 2;
    out_ += fmt::format(
        "<g class=\"sign\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.2\" "
        "stroke-linejoin=\"round\" stroke-linecap=\"round\" transform=\"translate({} {}) "
        "scale({})\"><path d=\"{}\"/></g>\n",
        sign_->ink, coordinate(left), coordinate(middle - size / 2), size / 16,
        glyph_path(sign_->glyph));
  }

  const GlyphSigns& signs_;
  const LabelSign* sign_ = nullptr;
  bool has_text_ = false;
  double x_ = 0;
  double first_y_ = 0;
  double last_y_ = 0;
  std::string out_;
};

}  // namespace

std::string_view glyph_path(Glyph glyph) {
  return glyph_rows[static_cast<std::size_t>(glyph)].path;
}

std::string_view glyph_character(Glyph glyph) {
  return glyph_rows[static_cast<std::size_t>(glyph)].character;
}

GlyphSigns glyph_signs(const Picture& picture,
                       const std::function<double(const std::string& id)>& label_width) {
  GlyphSigns signs;
  for (const Picture::Frame& frame : picture.frames) {
    if (frame.glyph == Glyph::none) continue;
    signs[frame.id] = {frame.glyph, look_of(picture, frame).ink, 0, true};
  }
  for (const Picture::Node& node : picture.nodes) {
    if (node.glyph == Glyph::none) continue;
    signs[node.id] = {node.glyph, look_of(picture, node).ink, label_width(node.id), false};
  }
  return signs;
}

std::string with_glyphs(std::string_view svg, const GlyphSigns& signs) {
  return GlyphWriter(signs).run(svg);
}

}  // namespace cutpoint
