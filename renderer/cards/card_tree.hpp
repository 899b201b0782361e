/// A model as a tree of cards: places hold what runs in them, what is too much side by side is held
/// by cards of its own.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// What the colour, the border and the mark of a card say. Louder ones come later.
enum class CardMeaning : std::uint8_t {
  plain,
  redundant,
  accepted,
  partial,
  full,
  degraded,
  falls,
  fails
};

struct Card {
  enum class Role : std::uint8_t { component, journey, common_cause, gathered };
  Role role = Role::component;
  std::string
      id;  ///< "c12" and "j3" with the number in the model; "u0" of causes, "g0" of gathered
  std::string name;
  std::vector<std::string> name_lines;  ///< one or two, as wide as there is room
  std::string kind_name;                ///< "load balancer"; of gathered cards that of the first
  std::string kind;                     ///< the second line: kind, instances, what is inside
  std::string figure;                   ///< the third line, with all that is inside
  std::string title;                    ///< of the open card, one card wide
  std::string wide_title;               ///< the same, two cards wide
  std::vector<std::array<std::string, 2>> promises;  ///< of a journey: each in two lines
  Glyph glyph = Glyph::none;
  CardMeaning meaning = CardMeaning::plain;  ///< its own
  CardMeaning inside_meaning = CardMeaning::plain;
  double minutes = 0;         ///< of downtime a year, of what is inside too
  double own_minutes = 0;     ///< its own alone
  double rank = 0;            ///< steps from the user; of what is inside the mean
  bool is_asked_for = false;  ///< what a picture is drawn around
  int parent = -1;
  std::vector<std::uint32_t> inside;
  std::size_t members = 0;        ///< components inside, at any depth
  std::size_t told = 0;           ///< how many of these its name tells of: "host ×37"
  std::size_t single_points = 0;  ///< of these
  std::size_t partial_points = 0;
  bool is_used = true;    ///< by some journey
  bool is_place = false;  ///< something runs on it, even if it stands elsewhere

  [[nodiscard]] bool opens() const { return !inside.empty(); }
  /// Of the closed card.
  [[nodiscard]] CardMeaning loudest() const {
    return inside_meaning > meaning ? inside_meaning : meaning;
  }
};

/// Weaker ones come later: of several between two cards the strongest is drawn.
enum class NeedStyle : std::uint8_t { needs, redundant, soft, link, placed };

struct CardNeed {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  NeedStyle style = NeedStyle::needs;
};

struct CardTree {
  std::vector<Card> cards;
  std::vector<std::uint32_t> roots;
  std::vector<CardNeed> needs;  ///< between components, journeys and causes, as the model has them
  double most_minutes = 0;      ///< downtime of the worst journey: the full length of a heat bar
  int focus = -1;               ///< the journey that is down longest; -1 where there is none
  std::string title;
  std::vector<std::string> statements;  ///< as a picture has them
  std::vector<std::string> notes;
  Theme theme = Theme::light;
  bool shows_failure = false;
};

}  // namespace cutpoint
