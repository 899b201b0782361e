#include "renderer/cards/level_picture.hpp"

#include <fmt/format.h>

#include "renderer/cards/first_level.hpp"
#include "renderer/cards/legend.hpp"
#include "renderer/cards/lines.hpp"
#include "renderer/picture/parts_of_model.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

void set_meaning(Picture::Part& part, CardMeaning meaning) {
  switch (meaning) {
    case CardMeaning::fails:
      part.fate = Fate::fails;
      part.lines.emplace_back("✗ fails");
      break;
    case CardMeaning::falls:
      part.fate = Fate::falls;
      part.lines.emplace_back("↓ falls with it");
      break;
    case CardMeaning::degraded:
      part.fate = Fate::degraded;
      part.lines.emplace_back("degraded");
      break;
    case CardMeaning::full:
      part.emphasis = Emphasis::full;
      part.lines.emplace_back("✗ SPOF");
      break;
    case CardMeaning::partial:
      part.emphasis = Emphasis::partial;
      part.lines.emplace_back("◐ partial SPOF");
      break;
    case CardMeaning::accepted:
      part.emphasis = Emphasis::accepted;
      part.lines.emplace_back("✓ accepted SPOF");
      break;
    case CardMeaning::redundant:
      part.emphasis = Emphasis::redundant;
      break;
    case CardMeaning::plain:
      break;
  }
}

Picture::EdgeStyle edge_style(NeedStyle style) {
  switch (style) {
    case NeedStyle::redundant:
      return Picture::EdgeStyle::redundant;
    case NeedStyle::soft:
      return Picture::EdgeStyle::soft;
    case NeedStyle::link:
      return Picture::EdgeStyle::link;
    case NeedStyle::placed:
      return Picture::EdgeStyle::runs_on;
    case NeedStyle::needs:
      break;
  }
  return Picture::EdgeStyle::needs;
}

class LevelDrawer {
 public:
  LevelDrawer(const CardTree& tree, const SheetForm& form)
      : tree_(tree),
        form_(form),
        open_(first_open(tree, form)),
        sheet_(lay_out(tree, open_, form)),
        ends_(tree.cards.size()) {}

  Picture run() {
    picture_.title = tree_.title;
    picture_.theme = tree_.theme;
    picture_.statements = tree_.statements;
    picture_.notes = tree_.notes;
    if (tree_.shows_failure) picture_.subject = Picture::Subject::failure;
    // From the outside in: what is around a card is known.
    for (const Sheet::Place& place : sheet_.frames) add_frame(place.card);
    for (const Sheet::Place& place : sheet_.cards) add_node(place.card);
    // The same lines as in other pictures of the level.
    const std::vector<DrawnLine> lines =
        drawn_lines(tree_, open_, sheet_, needs_in_focus(tree_, tree_.focus));
    for (const DrawnLine& drawn : lines) add_edge(sheet_.lines[drawn.line], drawn.in_focus);
    for (std::string& words : words_on_lines(tree_, sheet_, lines)) {
      picture_.notes.push_back(std::move(words));
    }
    if (const std::size_t behind = parts_behind(tree_, sheet_); behind > 0) {
      picture_.notes.push_back(fmt::format("{} more are inside what is drawn as one", behind));
    }
    settle_frames(picture_);
    return std::move(picture_);
  }

 private:
  void describe(Picture::Part& part, const Card& card) const {
    part.id = card.id;
    part.key = "card " + card.id;
    part.glyph = card.glyph;
    part.kind = card.kind_name;
    part.lines = {card.is_asked_for ? "◎ " + card.name : card.name};
  }

  [[nodiscard]] int frame_around(const Card& card) const {
    return card.parent < 0 ? -1
                           : static_cast<int>(ends_[static_cast<std::size_t>(card.parent)].index);
  }

  void add_frame(std::uint32_t number) {
    const Card& card = tree_.cards[number];
    Picture::Frame frame;
    describe(frame, card);
    frame.id = fmt::format("cluster_{}", card.id);
    if (card.role == Card::Role::component) frame.lines.push_back(card.kind_name);
    set_meaning(frame, card.meaning);
    frame.parent = frame_around(card);
    ends_[number] = {true, picture_.frames.size()};
    picture_.frames.push_back(std::move(frame));
  }

  void add_node(std::uint32_t number) {
    const Card& card = tree_.cards[number];
    Picture::Node node;
    describe(node, card);
    if (!card.kind.empty()) node.lines.push_back(card.kind);
    if (!card.figure.empty()) node.lines.push_back(card.figure + heat_of(card));
    for (const auto& lines : card.promises) {
      node.lines.insert(node.lines.end(), lines.begin(), lines.end());
    }
    set_meaning(node, card.loudest());
    node.role = card.opens()                            ? Picture::NodeRole::group
                : card.role == Card::Role::journey      ? Picture::NodeRole::journey
                : card.role == Card::Role::common_cause ? Picture::NodeRole::common_cause
                                                        : Picture::NodeRole::component;
    node.shape = card.glyph == Glyph::drum ? Shape::cylinder : Shape::box;
    node.frame = frame_around(card);
    ends_[number] = {false, picture_.nodes.size()};
    picture_.nodes.push_back(std::move(node));
  }

  /// Its bar as characters.
  std::string heat_of(const Card& card) {
    constexpr std::size_t most_blocks = 6;
    const double share = heat_share(tree_, card);
    if (share <= 0) return {};
    picture_.has_heat = true;
    return " " + bar_text(share, most_blocks);
  }

  void add_edge(const Sheet::Line& line, bool in_focus) {
    Picture::Edge edge;
    edge.from = ends_[line.from];
    edge.to = ends_[line.to];
    edge.style = edge_style(line.style);
    edge.two_way = line.style == NeedStyle::link;
    edge.stands_for = line.count;
    edge.is_dimmed = !in_focus;
    if (line.count > 1 && in_focus) edge.label = fmt::format("×{}", line.count);
    picture_.edges.push_back(std::move(edge));
  }

  const CardTree& tree_;
  const SheetForm form_;
  const OpenCards open_;
  const Sheet sheet_;
  std::vector<Picture::End> ends_;
  Picture picture_;
};

}  // namespace

Picture level_picture(const CardTree& tree, const SheetForm& form) {
  return LevelDrawer(tree, form).run();
}

Picture level_picture_of_lines(const CardTree& tree, std::size_t most_lines) {
  constexpr std::size_t fewest_cards = 6;
  SheetForm form = wide_sheet;
  Picture picture = level_picture(tree, form);
  const std::size_t at_first = picture.nodes.size();
  while (picture.edges.size() > most_lines && form.most > fewest_cards) {
    form.most /= 2;
    picture = level_picture(tree, form);
  }
  if (const std::size_t shown = picture.nodes.size(); shown < at_first) {
    picture.notes.push_back(
        fmt::format("{} boxes where other pictures show {}: their lines would leave no room for "
                    "letters",
                    shown, at_first));
  }
  return picture;
}

}  // namespace cutpoint
