#include "renderer/html_report/picture_data.hpp"

#include <cmath>
#include <map>

#include <fmt/format.h>

#include "renderer/cards/card_look.hpp"
#include "renderer/cards/card_making.hpp"
#include "renderer/cards/columns.hpp"
#include "renderer/cards/first_level.hpp"
#include "renderer/cards/legend.hpp"
#include "renderer/html_report/packed_rows.hpp"
#include "renderer/languages/glyphs.hpp"
#include "renderer/picture/look.hpp"

namespace cutpoint {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array need_styles = {NeedStyle::needs, NeedStyle::redundant, NeedStyle::soft,
                                    NeedStyle::link, NeedStyle::placed};

class PictureWriter {
 public:
  explicit PictureWriter(const RenderInput& input) : tree_(card_tree(input)) {}

  Json write() {
    Json json;
    Json rows = Json::array();
    for (const Card& card : tree_.cards) rows.push_back(row(card));
    json["cards"] = packed_rows(rows);
    json["roots"] = tree_.roots;
    Json needs = Json::array();
    for (const CardNeed& need : tree_.needs) {
      needs.push_back(
          {{"from", need.from}, {"to", need.to}, {"style", static_cast<int>(need.style)}});
    }
    json["needs"] = packed_rows(needs);
    json["focus"] = tree_.focus;
    json["journeys_in_a_column"] = most_journeys_in_a_column;
    json["open"] = open_at_first(wide_sheet);
    json["open_narrow"] = open_at_first(narrow_sheet);
    json["signs"] = signs_;
    Json marks = Json::object();
    Json borders = Json::object();
    Json meanings = Json::object();
    for (const CardMeaning meaning : card_meanings) {
      const std::string name(name_of(meaning));
      const CardMark& mark = card_mark(meaning);
      marks[name] = {{"filled", mark.filled}, {"stroked", mark.stroked}, {"cut", mark.cut_out}};
      const CardLook look = card_look(meaning, Theme::light);
      borders[name] = {{"width", look.width}, {"dashes", look.dashes}};
      meanings[name] = meaning_words(meaning);
    }
    Json styles = Json::array();
    for (const NeedStyle style : need_styles) styles.push_back(style_words(style));
    json["marks"] = std::move(marks);
    json["borders"] = std::move(borders);
    json["meanings"] = std::move(meanings);
    json["edge_alone"] = edge_alone_words;
    json["styles"] = std::move(styles);
    json["colours"] = {{"light", colours(Theme::light)}, {"dark", colours(Theme::dark)}};
    return json;
  }

 private:
  Json row(const Card& card) {
    Json json = {{"rank", std::lround(card.rank)}, {"kind", card.kind}};
    const bool is_component = card.role == Card::Role::component;
    if (is_component) json["component"] = std::stoul(card.id.substr(1));
    if (!is_component) json["id"] = card.id;
    if (card.role == Card::Role::journey) json["journey"] = std::stoul(card.id.substr(1));
    if (!is_component) json["name"] = card.name;
    const bool is_plain_name = card.name_lines.size() == 1 && card.name_lines.front() == card.name;
    if (!is_plain_name) json["lines"] = card.name_lines;
    if (!card.figure.empty()) json["figure"] = card.figure;
    if (card.glyph != Glyph::none) json["sign"] = sign_number(card.glyph);
    if (card.meaning != CardMeaning::plain) json["meaning"] = name_of(card.meaning);
    if (card.loudest() != card.meaning) json["loudest"] = name_of(card.loudest());
    constexpr double digits = 1e4;
    const double share = std::round(heat_share(tree_, card) * digits) / digits;
    if (share > 0) json["share"] = share;
    if (card.parent >= 0) json["parent"] = card.parent;
    if (!card.opens()) return json;
    json["inside"] = card.inside;
    json["members"] = card.members;
    json["titles"] = {card.title, card.wide_title};
    return json;
  }

  std::size_t sign_number(Glyph glyph) {
    const auto [at, is_new] = number_of_.try_emplace(glyph, signs_.size());
    if (is_new) signs_.push_back(glyph_path(glyph));
    return at->second;
  }

  [[nodiscard]] Json open_at_first(const SheetForm& form) const {
    const OpenCards open = first_open(tree_, form);
    Json numbers = Json::array();
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i]) numbers.push_back(i);
    }
    return numbers;
  }

  static Json colours(Theme theme) {
    const Palette& palette = palette_of(theme);
    Json json = {{"background", palette.background},
                 {"muted", palette.muted},
                 {"frame", palette.frame},
                 {"line", palette.line}};
    for (const CardMeaning meaning : card_meanings) {
      const CardLook look = card_look(meaning, theme);
      const std::string name(name_of(meaning));
      json[name] = look.stroke;
      json[name + "-fill"] = look.fill;
      json[name + "-ink"] = look.ink;
    }
    return json;
  }

  const CardTree tree_;
  Json signs_ = Json::array();
  std::map<Glyph, std::size_t> number_of_;
};

}  // namespace

Json picture_data(const RenderInput& input) {
  if (!input.model.form.shows_needs) return nullptr;
  return PictureWriter(input).write();
}

}  // namespace cutpoint
