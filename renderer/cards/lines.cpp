#include "renderer/cards/lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "renderer/cards/card_text.hpp"
#include "renderer/writing/drawn_text.hpp"

namespace cutpoint {

namespace {

constexpr double clear = 6;  // between a line and a card that it passes

struct Area {
  double left, top, right, bottom;
};

/// Where a line leaves a card or arrives: the height, and which part of the side is above it.
struct LineEnd {
  double height = 0;
  double share = 0.5;
};

/// What its title takes of a frame's width.
double title_width(const Sheet::Place& frame) {
  const double wide = 2 * card_size::width;
  return frame.width >= wide ? wide - 40 : frame.width;
}

class LineMaker {
 public:
  LineMaker(const CardTree& tree, const Sheet& sheet) : sheet_(sheet), gutter_(sheet.gutter) {
    for (const Sheet::Place& place : sheet.cards) {
      Area card{place.x, place.y, place.x + place.width, place.y + place.height};
      obstacles_.push_back(card);
      // What looks out behind it would cover the ends of lines.
      if (tree.cards[place.card].opens()) card.right += card_size::stack;
      places_[place.card] = card;
    }
    for (const Sheet::Place& place : sheet.frames) {
      // Frames are met at their titles.
      const Area title{place.x, place.y, place.x + place.width, place.y + card_size::title_height};
      places_[place.card] = title;
      obstacles_.push_back({title.left, title.top, title.left + title_width(place), title.bottom});
      frames_[place.card] = {place.x, place.y, place.x + place.width, place.y + place.height};
    }
    spread();
  }

  /// False where one end lies inside the other, which says all.
  bool draw(std::size_t number, DrawnLine& drawn) const {
    const Sheet::Line& line = sheet_.lines[number];
    if (holds(line.from, line.to) || holds(line.to, line.from)) return false;
    const Area& from = places_.at(line.from);
    const Area& to = places_.at(line.to);
    drawn.line = number;
    drawn.start = {from.right, leaves_[number].height};
    const LineEnd &out = leaves_[number], &in = arrives_[number];
    if (to.left >= from.right + 2) {
      rightwards(drawn, out, in, to.left);
    } else {
      drawn.arrives_from_left = false;
      backwards(drawn, out, in, to.right);
    }
    return true;
  }

 private:
  [[nodiscard]] bool holds(std::uint32_t outer, std::uint32_t inner) const {
    const auto frame = frames_.find(outer);
    if (frame == frames_.end()) return false;
    const Area& a = frame->second;
    const Area& b = places_.at(inner);
    return b.left >= a.left && b.right <= a.right && b.top >= a.top && b.bottom <= a.bottom;
  }

  /// Lines at one side of a card stand apart, in the order of their other ends.
  void spread() {
    leaves_.resize(sheet_.lines.size());
    arrives_.resize(sheet_.lines.size());
    std::map<std::uint32_t, std::vector<std::size_t>> out, in;
    for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
      out[sheet_.lines[i].from].push_back(i);
      in[sheet_.lines[i].to].push_back(i);
    }
    for (auto& [card, lines] : out) {
      spread_side(places_.at(card), lines, leaves_,
                  [this](std::size_t line) { return places_.at(sheet_.lines[line].to).top; });
    }
    for (auto& [card, lines] : in) {
      spread_side(places_.at(card), lines, arrives_,
                  [this](std::size_t line) { return places_.at(sheet_.lines[line].from).top; });
    }
  }

  template <class Height>
  static void spread_side(const Area& card, std::vector<std::size_t>& lines,
                          std::vector<LineEnd>& sides, const Height& other) {
    std::stable_sort(lines.begin(), lines.end(),
                     [&other](std::size_t a, std::size_t b) { return other(a) < other(b); });
    const double room = (card.bottom - card.top) * 0.7;
    const double first = card.top + (card.bottom - card.top - room) / 2;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const double share = static_cast<double>(i + 1) / static_cast<double>(lines.size() + 1);
      sides[lines[i]] = {first + room * share, share};
    }
  }

  /// The height between two heights, as near to both as may be, at which nothing stands between
  /// `left` and `right`.
  [[nodiscard]] double channel(double left, double right, double ys, double yt) const {
    std::vector<Area> between;
    for (const Area& area : obstacles_) {
      if (area.right > left && area.left < right) between.push_back(area);
    }
    std::vector<double> heights = {ys, yt};
    for (const Area& area : between) {
      heights.push_back(area.top - clear - 2);
      heights.push_back(area.bottom + clear + 2);
    }
    double best = ys;
    double least = INFINITY;
    for (const double y : heights) {
      const double cost = std::abs(y - ys) + std::abs(y - yt);
      if (cost >= least) continue;
      const bool is_free = std::none_of(between.begin(), between.end(), [y](const Area& area) {
        return y > area.top - clear && y < area.bottom + clear;
      });
      if (!is_free) continue;
      least = cost;
      best = y;
    }
    return best;
  }

  /// Lines that leave or arrive beside each other turn in lanes of their own, so that none crosses
  /// its neighbour: who goes down from above turns last.
  [[nodiscard]] double lane(double share, double from, double to) const {
    constexpr double lanes_share = 0.6;  // of a gutter
    return (to >= from ? 0.5 - share : share - 0.5) * lanes_share * gutter_;
  }

  static void bend(DrawnLine& drawn, LinePoint from, LinePoint to, double aside) {
    const double middle = (from.x + to.x) / 2 + aside;
    drawn.curve.insert(drawn.curve.end(), {{middle, from.y}, {middle, to.y}, to});
  }

  static void run(DrawnLine& drawn, LinePoint from, LinePoint to) {
    drawn.curve.insert(drawn.curve.end(), {from, to, to});
  }

  void rightwards(DrawnLine& drawn, const LineEnd& out, const LineEnd& in, double to) const {
    const LinePoint start = drawn.start, end{to, in.height};
    const double left = start.x + gutter_, right = to - gutter_;
    if (right - left < gutter_) {
      const double most = gutter_ * 0.3;
      const double both = lane(out.share, start.y, end.y) + lane(in.share, start.y, end.y);
      bend(drawn, start, end, std::clamp(both, -most, most));
      return;
    }
    const double y = channel(left, right, start.y, end.y);
    bend(drawn, start, {left, y}, lane(out.share, start.y, y));
    run(drawn, {left, y}, {right, y});
    bend(drawn, {right, y}, end, lane(in.share, y, end.y));
  }

  /// Round the right side of the card that it comes from, and into the right side of the other.
  void backwards(DrawnLine& drawn, const LineEnd& out, const LineEnd& in, double to) const {
    const LinePoint from = drawn.start, end{to, in.height};
    const double outer = end.y >= from.y ? out.share : 1 - out.share;
    const double reach = gutter_ * back_share * (2 - widest_lane + 2 * (widest_lane - 1) * outer);
    if (std::abs(from.x - to) < gutter_) {
      const double beside = std::max(from.x, to) + reach;
      drawn.curve.insert(drawn.curve.end(), {{beside, from.y}, {beside, end.y}, end});
      return;
    }
    const double y = channel(to + 1, from.x + reach, from.y, end.y);
    drawn.curve.insert(drawn.curve.end(),
                       {{from.x + reach, from.y}, {from.x + reach, y}, {from.x, y}});
    run(drawn, {from.x, y}, {to + reach, y});
    bend(drawn, {to + reach, y}, end, 0);
  }

  const Sheet& sheet_;
  const double gutter_;
  std::map<std::uint32_t, Area> places_;
  std::map<std::uint32_t, Area> frames_;
  std::vector<Area> obstacles_;
  std::vector<LineEnd> leaves_;
  std::vector<LineEnd> arrives_;
};

/// On one of its pieces.
LinePoint point_on(const DrawnLine& drawn, std::size_t piece, double t) {
  const LinePoint* points = &drawn.curve[3 * piece];
  const LinePoint& a = piece == 0 ? drawn.start : drawn.curve[3 * piece - 1];
  const LinePoint &b = points[0], &c = points[1], &d = points[2];
  const double s = 1 - t;
  const auto mix = [&](double p, double q, double r, double u) {
    return s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u;
  };
  return {mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)};
}

bool overlap(const Area& a, const Area& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/// Points on the lines in focus, ends included, close enough that no label fits between two.
std::vector<std::pair<std::size_t, LinePoint>> points_in_focus(
    const std::vector<DrawnLine>& lines) {
  constexpr double apart = 8;
  std::vector<std::pair<std::size_t, LinePoint>> points;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].in_focus) continue;
    for (std::size_t piece = 0; piece < lines[i].curve.size() / 3; ++piece) {
      const LinePoint from = point_on(lines[i], piece, 0), to = point_on(lines[i], piece, 1);
      const double long_way = std::abs(to.x - from.x) + std::abs(to.y - from.y);
      const int steps = std::max(4, static_cast<int>(std::ceil(long_way / apart)));
      for (int step = 0; step <= steps; ++step) {
        points.emplace_back(i, point_on(lines[i], piece, static_cast<double>(step) / steps));
      }
    }
  }
  return points;
}

std::vector<Area> cards_and_titles(const Sheet& sheet) {
  std::vector<Area> areas;
  for (const Sheet::Place& place : sheet.cards) {
    areas.push_back({place.x, place.y, place.x + place.width, place.y + place.height});
  }
  for (const Sheet::Place& place : sheet.frames) {
    areas.push_back({place.x, place.y, place.x + place.width, place.y + card_size::title_height});
  }
  return areas;
}

/// Where a label may stand, the best first: on the last piece, where lines from one card have
/// parted, else on the first, else on the way; then, where lines run close to each other, beside
/// these.
std::vector<LinePoint> label_places(const DrawnLine& drawn, double half) {
  constexpr std::array on_last = {0.65, 0.5, 0.75, 0.35, 0.58, 0.42, 0.85, 0.2, 0.8, 0.28, 0.9},
                       on_first = {0.5, 0.35, 0.65, 0.25, 0.42, 0.58, 0.8, 0.15, 0.72, 0.2, 0.1},
                       on_way = {0.5, 0.3, 0.7, 0.1, 0.9, 0.2, 0.8, 0.4, 0.6, 0.05, 0.95};
  const std::size_t last = drawn.curve.size() / 3 - 1;
  std::vector<LinePoint> places;
  for (const double t : on_last) places.push_back(point_on(drawn, last, t));
  for (const double t : on_first) places.push_back(point_on(drawn, 0, t));
  for (std::size_t piece = 1; piece < last; ++piece) {
    for (const double t : on_way) places.push_back(point_on(drawn, piece, t));
  }
  const std::size_t on_line = places.size();
  for (const double aside : {1 - half, half - 1}) {
    for (std::size_t at = 0; at < on_line; ++at) {
      places.push_back({places[at].x + aside, places[at].y});
    }
  }
  return places;
}

/// Labels of the lines in focus stand where nothing else does, or not at all; over as little of
/// other lines in focus as may be.
void place_labels(const Sheet& sheet, std::vector<DrawnLine>& lines) {
  constexpr double half_height = 8, beside = 3;
  std::vector<Area> taken = cards_and_titles(sheet);
  const auto points = points_in_focus(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    DrawnLine& drawn = lines[i];
    const std::size_t count = sheet.lines[drawn.line].count;
    if (!drawn.in_focus || count < 2) continue;
    const std::string text = fmt::format("×{}", count);
    const double half = text_width(text, card_size::font, false) / 2 + beside;
    std::optional<Area> chosen;
    std::ptrdiff_t least = 0;
    for (const LinePoint& middle : label_places(drawn, half)) {
      const Area area{middle.x - half, middle.y - half_height, middle.x + half,
                      middle.y + half_height};
      if (area.left < 0 || area.right > sheet.width || area.top < 0 || area.bottom > sheet.height ||
          std::any_of(taken.begin(), taken.end(),
                      [&area](const Area& other) { return overlap(area, other); })) {
        continue;
      }
      const auto covered = std::count_if(points.begin(), points.end(), [&](const auto& point) {
        const auto& [line, place] = point;
        return line != i && place.x > area.left && place.x < area.right && place.y > area.top &&
               place.y < area.bottom;
      });
      if (!chosen || covered < least) {
        chosen = area;
        least = covered;
        drawn.label = text;
        drawn.label_at = middle;
      }
      if (covered == 0) break;
    }
    if (chosen) taken.push_back(*chosen);
  }
}

}  // namespace

std::vector<bool> needs_in_focus(const CardTree& tree, int focus) {
  if (focus < 0) return std::vector<bool>(tree.needs.size(), true);
  std::vector<std::vector<std::size_t>> steps(tree.cards.size());
  for (std::size_t i = 0; i < tree.needs.size(); ++i) {
    steps[tree.needs[i].from].push_back(i);
    if (tree.needs[i].style == NeedStyle::link) steps[tree.needs[i].to].push_back(i);
  }
  std::vector<bool> used(tree.needs.size(), false);
  std::vector<bool> reached(tree.cards.size(), false);
  std::vector<std::uint32_t> waiting = {static_cast<std::uint32_t>(focus)};
  reached[waiting.back()] = true;
  while (!waiting.empty()) {
    const std::uint32_t here = waiting.back();
    waiting.pop_back();
    for (const std::size_t need : steps[here]) {
      used[need] = true;
      for (const std::uint32_t next : {tree.needs[need].from, tree.needs[need].to}) {
        if (reached[next]) continue;
        reached[next] = true;
        waiting.push_back(next);
      }
    }
  }
  return used;
}

namespace {

constexpr std::size_t most_in_focus = 28;
constexpr std::size_t most_dimmed = 60;

/// Where the journey uses more lines than anyone follows, those of the first steps alone stand out.
void keep_first_steps(const CardTree& tree, const Sheet& sheet, std::vector<DrawnLine>& lines) {
  const auto count = [&lines] {
    return static_cast<std::size_t>(std::count_if(
        lines.begin(), lines.end(), [](const DrawnLine& line) { return line.in_focus; }));
  };
  if (tree.focus < 0 || count() <= most_in_focus) return;
  std::vector<bool> reached(tree.cards.size(), false);
  reached[static_cast<std::size_t>(tree.focus)] = true;
  std::vector<bool> kept(lines.size(), false);
  std::size_t all = 0;
  for (bool grows = true; grows;) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].in_focus && !kept[i] && reached[sheet.lines[lines[i].line].from]) {
        found.push_back(i);
      }
    }
    grows = !found.empty() && (all == 0 || all + found.size() <= most_in_focus);
    if (!grows) break;
    for (const std::size_t i : found) {
      kept[i] = true;
      reached[sheet.lines[lines[i].line].to] = true;
    }
    all += found.size();
  }
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].in_focus = kept[i];
}

}  // namespace

std::vector<DrawnLine> drawn_lines(const CardTree& tree, const OpenCards& open, const Sheet& sheet,
                                   const std::vector<bool>& used) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> in_focus;
  const std::vector<std::uint32_t> shown = shown_cards(tree, open);
  for (std::size_t i = 0; i < tree.needs.size(); ++i) {
    if (used[i]) in_focus[{shown[tree.needs[i].from], shown[tree.needs[i].to]}] = true;
  }
  const LineMaker maker(tree, sheet);
  std::vector<DrawnLine> lines;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    DrawnLine drawn;
    if (!maker.draw(i, drawn)) continue;
    drawn.in_focus = in_focus.count({sheet.lines[i].from, sheet.lines[i].to}) > 0;
    lines.push_back(std::move(drawn));
  }
  keep_first_steps(tree, sheet, lines);
  const std::size_t dimmed = static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [](const DrawnLine& line) { return !line.in_focus; }));
  if (dimmed > most_dimmed) {
    std::erase_if(lines, [](const DrawnLine& line) { return !line.in_focus; });
  }
  place_labels(sheet, lines);
  return lines;
}

}  // namespace cutpoint
