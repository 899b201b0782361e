#include "renderer/languages/card_svg.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "renderer/cards/card_look.hpp"
#include "renderer/cards/card_text.hpp"
#include "renderer/cards/first_level.hpp"
#include "renderer/cards/legend.hpp"
#include "renderer/cards/lines.hpp"
#include "renderer/languages/glyphs.hpp"
#include "renderer/picture/look.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/xml_text.hpp"

namespace cutpoint {

namespace {

std::string number(double value) {
  return fmt::format("{}", std::round(value * 100) / 100);
}

std::string dash_attribute(std::string_view dashes) {
  return dashes.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dashes);
}

class CardSvgWriter {
 public:
  CardSvgWriter(const CardTree& tree, const SheetForm& form)
      : tree_(tree),
        open_(first_open(tree, form)),
        sheet_(lay_out(tree, open_, form)),
        lines_(drawn_lines(tree, open_, sheet_, needs_in_focus(tree, tree.focus))),
        legend_(card_legend(tree, sheet_, lines_)),
        colours_(palette_of(tree.theme)) {}

  std::string run() {
    const double top = tree_.title.empty() ? 0 : title_room;
    constexpr double narrowest = 420;
    width_ = std::max(sheet_.width, narrowest);
    const double legend_height = legend_.height(width_);
    out_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
        "{1}\" font-family=\"DejaVu Sans, Arial, sans-serif\" font-size=\"{2}\" fill=\"{3}\">\n",
        number(width_), number(top + sheet_.height + legend_height), card_size::font, colours_.ink);
    if (!tree_.title.empty()) out_ += fmt::format("<title>{}</title>\n", xml_text(shown_title()));
    out_ +=
        fmt::format("<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n", colours_.background);
    if (!tree_.title.empty()) {
      out_ += fmt::format(
          "<text class=\"picture-title\" x=\"12\" y=\"26\" font-size=\"16\" "
          "font-weight=\"bold\">{}</text>\n",
          xml_text(shown_title()));
    }
    out_ += fmt::format("<g transform=\"translate({} {})\">\n", number((width_ - sheet_.width) / 2),
                        number(top));
    for (const Sheet::Place& place : sheet_.frames) frame(place);
    for (const bool in_focus : {false, true}) {
      for (const DrawnLine& drawn : lines_) {
        if (drawn.in_focus == in_focus) line(drawn);
      }
    }
    for (const Sheet::Place& place : sheet_.frames) frame_title(place);
    for (const Sheet::Place& place : sheet_.cards) card(place);
    for (const DrawnLine& drawn : lines_) label(drawn);
    out_ += "</g>\n";
    legend(top + sheet_.height);
    return out_ + "</svg>\n";
  }

 private:
  static constexpr double title_room = 36;

  [[nodiscard]] std::string shown_title() const {
    constexpr double title_font = 16;
    return text_within(visible(tree_.title), width_ - 24, title_font, true);
  }

  void text(double x, double y, const std::string& words, const std::string& ink,
            std::string_view more = "") {
    out_ += fmt::format("<text x=\"{}\" y=\"{}\" fill=\"{}\"{}>{}</text>\n", number(x), number(y),
                        ink, more, xml_text(words));
  }

  void mark(CardMeaning meaning, double x, double y, const std::string& ink,
            const std::string& ground) {
    const CardMark& shapes = card_mark(meaning);
    if (shapes.filled.empty() && shapes.stroked.empty()) return;
    out_ += fmt::format("<g transform=\"translate({} {})\" stroke-width=\"1.6\" fill=\"none\">",
                        number(x), number(y));
    if (!shapes.filled.empty())
      out_ += fmt::format("<path d=\"{}\" fill=\"{}\"/>", shapes.filled, ink);
    if (!shapes.stroked.empty())
      out_ += fmt::format("<path d=\"{}\" stroke=\"{}\"/>", shapes.stroked, ink);
    if (!shapes.cut_out.empty())
      out_ += fmt::format("<path d=\"{}\" stroke=\"{}\"/>", shapes.cut_out, ground);
    out_ += "</g>\n";
  }

  void sign(Glyph glyph, double x, double y, const std::string& ink) {
    if (glyph == Glyph::none) return;
    out_ += fmt::format(
        "<path class=\"sign\" transform=\"translate({} {})\" d=\"{}\" fill=\"none\" "
        "stroke=\"{}\" stroke-width=\"1.2\" stroke-linejoin=\"round\" "
        "stroke-linecap=\"round\"/>\n",
        number(x), number(y), glyph_path(glyph), ink);
  }

  void frame(const Sheet::Place& place) {
    const Card& shown = tree_.cards[place.card];
    const CardLook look = card_look(shown.meaning, tree_.theme);
    const bool is_plain = shown.meaning == CardMeaning::plain;
    out_ += fmt::format(
        "<rect class=\"frame\" data-card=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
        "rx=\"8\" fill=\"{}\" fill-opacity=\".04\" stroke=\"{}\" stroke-width=\"{}\"{}/>\n",
        shown.id, number(place.x), number(place.y), number(place.width), number(place.height),
        colours_.ink, is_plain ? colours_.frame : look.stroke, number(std::min(look.width, 2.0)),
        dash_attribute(look.dashes));
  }

  void frame_title(const Sheet::Place& place) {
    const Card& shown = tree_.cards[place.card];
    const CardLook look = card_look(shown.meaning, tree_.theme);
    const bool is_wide = place.width >= 2 * card_size::width;
    double x = place.x + 8;
    const std::string& words = is_wide ? shown.wide_title : shown.title;
    // Lines pass below it.
    out_ +=
        fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"4\" fill=\"{}\"/>\n",
                    number(x - 4), number(place.y + 4),
                    number(text_width(words, card_size::font, true) + 50), colours_.background);
    sign(shown.glyph, x, place.y + 6, colours_.ink);
    x += 22;
    text(x, place.y + 18, words, colours_.ink, " font-weight=\"bold\"");
    x += text_width(words, card_size::font, true) + 6;
    mark(shown.meaning, x, place.y + 5, look.stroke, colours_.background);
  }

  void card(const Sheet::Place& place) {
    const Card& shown = tree_.cards[place.card];
    const CardLook look = card_look(shown.meaning, tree_.theme);
    const CardLook border = card_look(shown.loudest(), tree_.theme);
    out_ += fmt::format("<g class=\"card {}\" data-card=\"{}\" transform=\"translate({} {})\">\n",
                        name_of(shown.loudest()), shown.id, number(place.x), number(place.y));
    if (shown.opens()) {
      out_ += fmt::format("<path d=\"M5 0V-4H{0}V{1}H{2}\" fill=\"none\" stroke=\"{3}\"/>\n",
                          number(card_size::width + 4), number(card_size::height - 5),
                          number(card_size::width), border.stroke);
    }
    out_ += fmt::format(
        "<rect width=\"{}\" height=\"{}\" rx=\"6\" fill=\"{}\" stroke=\"{}\" "
        "stroke-width=\"{}\"{}/>\n",
        card_size::width, card_size::height, look.fill, border.stroke, number(border.width),
        dash_attribute(border.dashes));
    if (shown.is_asked_for) {
      out_ += fmt::format(
          "<rect x=\"-5\" y=\"-5\" width=\"{}\" height=\"{}\" rx=\"9\" fill=\"none\" stroke=\"{}\" "
          "stroke-width=\"2\"/>\n",
          card_size::width + 10, card_size::height + 10, colours_.ink);
    }
    const std::string& quiet = shown.meaning == CardMeaning::fails ? look.ink : colours_.muted;
    sign(shown.glyph, 10, 9, look.ink);
    const bool has_two = shown.name_lines.size() > 1;
    const std::string bold =
        fmt::format(" font-size=\"{}\" font-weight=\"bold\"{}", card_size::name_font,
                    shown.meaning == CardMeaning::fails ? " text-decoration=\"line-through\"" : "");
    text(card_size::text_left, has_two ? 17 : 21, shown.name_lines.front(), look.ink, bold);
    if (has_two) text(card_size::text_left, 32, shown.name_lines[1], look.ink, bold);
    text(card_size::text_left, has_two ? 46 : 38, shown.kind, quiet);
    text(card_size::bar_left, 61, shown.figure, look.ink);
    const bool is_filled = shown.loudest() == CardMeaning::fails && shown.opens() == false;
    mark(shown.loudest(), card_size::width - 24, 44, is_filled ? look.ink : border.stroke,
         look.fill);
    bar(shown, look.ink);
    out_ += "</g>\n";
  }

  void bar(const Card& shown, const std::string& ink) {
    const double share = heat_share(tree_, shown);
    if (share <= 0) return;
    out_ += fmt::format(
        "<rect x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"4\" fill=\"{3}\" "
        "fill-opacity=\".15\"/><rect x=\"{0}\" y=\"{1}\" width=\"{4}\" height=\"4\" "
        "fill=\"{3}\"/>\n",
        card_size::bar_left, card_size::bar_top, card_size::bar_width, ink,
        number(std::max(1.0, share * card_size::bar_width)));
  }

  void line(const DrawnLine& drawn) {
    const Sheet::Line& behind = sheet_.lines[drawn.line];
    const LineLook look = line_look(behind, drawn.in_focus, tree_.theme);
    const LinePoint end = drawn.curve.back();
    std::string path = fmt::format("M{} {}C", number(drawn.start.x), number(drawn.start.y));
    for (std::size_t i = 0; i < drawn.curve.size(); ++i) {
      path += fmt::format("{}{} {}", i > 0 ? " " : "", number(drawn.curve[i].x),
                          number(drawn.curve[i].y));
    }
    out_ += fmt::format(
        "<g class=\"line{}\"><path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{}/>",
        drawn.in_focus ? " focus" : "", path, look.stroke, number(look.width),
        dash_attribute(look.dashes));
    if (look.has_ring) {
      out_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{}\" stroke=\"{}\"/>",
                          number(drawn.start.x + 4), number(drawn.start.y), colours_.background,
                          look.stroke);
    }
    if (look.has_arrow) {
      const double back = drawn.arrives_from_left ? -7 : 7;
      out_ += fmt::format("<path d=\"M{0} {1}L{2} {3}L{2} {4}Z\" fill=\"{5}\"/>", number(end.x),
                          number(end.y), number(end.x + back), number(end.y - 3.5),
                          number(end.y + 3.5), look.stroke);
    }
    out_ += "</g>\n";
  }

  void label(const DrawnLine& drawn) {
    if (drawn.label.empty()) return;
    const double half = text_width(drawn.label, card_size::font, false) / 2 + 2;
    out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"15\" rx=\"4\" fill=\"{}\"/>",
                        number(drawn.label_at.x - half), number(drawn.label_at.y - 8),
                        number(2 * half), colours_.background);
    text(drawn.label_at.x, drawn.label_at.y + 4, drawn.label, colours_.ink,
         " text-anchor=\"middle\"");
  }

  /// One text in lines.
  void said(const std::vector<std::string>& lines, double x, double y) {
    out_ += fmt::format("<text class=\"said\" y=\"{}\" fill=\"{}\">", number(y), colours_.muted);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      out_ += fmt::format("<tspan x=\"{}\"{}>{}</tspan>", number(x),
                          i > 0 ? fmt::format(" dy=\"{}\"", number(said_line_height)) : "",
                          xml_text(lines[i]));
    }
    out_ += "</text>\n";
  }

  void legend(double top) {
    for (const CardLegend::Entry& entry : legend_.entries) {
      const double x = entry.x;
      const double y = top + entry.y;
      if (!entry.lines.empty()) {
        said(entry.lines, x, y);
        continue;
      }
      if (entry.meaning) {
        CardLook look = card_look(*entry.meaning, tree_.theme);
        if (entry.is_inside) look.fill = card_look(CardMeaning::plain, tree_.theme).fill;
        out_ += fmt::format(
            "<rect x=\"{}\" y=\"{}\" width=\"22\" height=\"16\" rx=\"3\" fill=\"{}\" "
            "stroke=\"{}\" stroke-width=\"{}\"{}/>",
            number(x), number(y - 12), look.fill, look.stroke, number(std::min(look.width, 2.0)),
            dash_attribute(look.dashes));
        const bool is_filled = *entry.meaning == CardMeaning::fails && !entry.is_inside;
        mark(*entry.meaning, x + 3, y - 12, is_filled ? look.ink : look.stroke, look.fill);
      } else if (entry.style) {
        const LineLook look = line_look({0, 0, *entry.style, 1}, true, tree_.theme);
        out_ += fmt::format(
            "<path d=\"M{} {}h22\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{}/>", number(x),
            number(y - 4), look.stroke, number(look.width), dash_attribute(look.dashes));
        if (look.has_ring) {
          out_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{}\" stroke=\"{}\"/>",
                              number(x + 4), number(y - 4), colours_.background, look.stroke);
        }
        if (look.has_arrow) {
          out_ += fmt::format("<path d=\"M{} {}l-7 -3.5v7Z\" fill=\"{}\"/>", number(x + 22),
                              number(y - 4), look.stroke);
        }
      } else if (entry.is_bar) {
        out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"22\" height=\"4\" fill=\"{}\"/>",
                            number(x), number(y - 6), colours_.ink);
      }
      // Some who draw it drop a blank at the beginning of a piece.
      out_ +=
          fmt::format("<text x=\"{}\" y=\"{}\" fill=\"{}\"{}>{}", number(x + entry.sample_width),
                      number(y), colours_.muted,
                      entry.more.empty() ? "" : " xml:space=\"preserve\"", xml_text(entry.words));
      if (!entry.more.empty()) out_ += fmt::format("<tspan> {}</tspan>", xml_text(entry.more));
      out_ += "</text>\n";
    }
  }

  const CardTree& tree_;
  const OpenCards open_;
  const Sheet sheet_;
  const std::vector<DrawnLine> lines_;
  CardLegend legend_;
  const Palette& colours_;
  double width_ = 0;
  std::string out_;
};

}  // namespace

bool shows_cards(const PictureOptions& options) {
  return options.collapse == Collapse::automatic && options.change == nullptr;
}

std::string card_svg(const CardTree& tree, const SheetForm& form) {
  return CardSvgWriter(tree, form).run();
}

}  // namespace cutpoint
