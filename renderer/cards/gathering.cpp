#include "renderer/cards/gathering.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace cutpoint {

namespace {

using Side = std::vector<std::uint32_t>;

enum class By { kind, name, stretch };

/// What is left of a name without its number: "web-" of "web-12".
std::string stem_of(const std::string& name) {
  std::size_t end = name.size();
  while (end > 0 && name[end - 1] >= '0' && name[end - 1] <= '9') --end;
  if (end < name.size()) return name.substr(0, end);
  const std::size_t mark = name.find_last_of("-._/:");
  return mark == std::string::npos || mark == 0 ? name : name.substr(0, mark + 1);
}

/// "web-1, web-2 … web-9" need not be told one by one.
std::string stretch_name(const std::string& first, const std::string& last) {
  return fmt::format("{}{}{}", first, stretch_mark, last);
}

class Gatherer {
 public:
  explicit Gatherer(CardTree& tree) : tree_(tree) {}

  void run() {
    const std::size_t written = tree_.cards.size();
    put_journeys_behind();
    tree_.roots = few(tree_.roots, -1, By::kind);
    for (std::size_t i = 0; i < written; ++i) {
      Side inside = few(tree_.cards[i].inside, static_cast<int>(i), By::kind);
      tree_.cards[i].inside = std::move(inside);
    }
  }

 private:
  /// More journeys than fit below each other at any size are one card: where there is room, it
  /// opens.
  void put_journeys_behind() {
    constexpr std::size_t most_journeys = 8;
    Side journeys, others;
    for (const std::uint32_t card : tree_.roots) {
      (tree_.cards[card].role == Card::Role::journey ? journeys : others).push_back(card);
    }
    if (journeys.size() <= most_journeys || others.empty()) return;
    const std::string name =
        fmt::format("{} ×{}", key_of(tree_.cards[journeys.front()], By::kind), journeys.size());
    tree_.roots = {put_behind(journeys, -1, name, By::name)};
    tree_.cards[tree_.roots.front()].told = journeys.size();
    tree_.roots.insert(tree_.roots.end(), others.begin(), others.end());
  }

  /// Recurses by kind, then by name, then once for each power of `most_side_by_side`.
  Side few(Side side, int parent, By by) {
    if (side.size() <= most_side_by_side) return side;
    if (by == By::stretch) return stretches(side, parent);
    const By next = by == By::kind ? By::name : By::stretch;
    Side shorter = parts(side, parent, by, next);
    return few(std::move(shorter), parent, next);
  }

  [[nodiscard]] std::string key_of(const Card& card, By by) const {
    if (by == By::name) return stem_of(card.name);
    switch (card.role) {
      case Card::Role::journey:
        return "journey";
      case Card::Role::common_cause:
        return "common cause";
      default:
        return card.kind_name;
    }
  }

  /// One card for all of a key, where that leaves more than one card; others stay as they are.
  Side parts(const Side& side, int parent, By by, By next) {
    constexpr std::size_t fewest = 4;
    std::map<std::string, Side> members;
    for (const std::uint32_t card : side) {
      // What was gathered before stays.
      if (tree_.cards[card].role != Card::Role::gathered) {
        members[key_of(tree_.cards[card], by)].push_back(card);
      }
    }
    if (members.size() < 2 && members.begin()->second.size() == side.size()) return side;
    Side out;
    std::map<std::string, bool> done;
    for (const std::uint32_t card : side) {
      const bool gathered = tree_.cards[card].role == Card::Role::gathered;
      const std::string key = gathered ? std::string() : key_of(tree_.cards[card], by);
      const Side& all = members[key];
      if (gathered || all.size() < fewest) {
        out.push_back(card);
      } else if (!done[key]) {
        done[key] = true;
        const std::string name = by == By::name ? fmt::format("{}* ×{}", key, all.size())
                                                : fmt::format("{} ×{}", key, all.size());
        out.push_back(put_behind(all, parent, name, next));
        tree_.cards[out.back()].told = all.size();
      }
    }
    return out;
  }

  /// What costs most stays in sight.
  Side stretches(const Side& all, int parent) {
    constexpr std::size_t most_in_sight = 8;
    Side costly;
    for (const std::uint32_t card : all) {
      if (tree_.cards[card].own_minutes > 0 && !tree_.cards[card].opens()) costly.push_back(card);
    }
    std::stable_sort(costly.begin(), costly.end(), [this](std::uint32_t a, std::uint32_t b) {
      return tree_.cards[a].own_minutes > tree_.cards[b].own_minutes;
    });
    if (costly.size() > most_in_sight) costly.resize(most_in_sight);
    Side side;
    for (const std::uint32_t card : all) {
      if (std::find(costly.begin(), costly.end(), card) == costly.end()) side.push_back(card);
    }
    const std::size_t needed = (side.size() + most_side_by_side - 1) / most_side_by_side;
    const std::size_t count = std::min(needed, most_side_by_side - costly.size());
    Side out = costly;
    for (std::size_t i = 0; i < count; ++i) {
      const auto from = side.begin() + static_cast<std::ptrdiff_t>(side.size() * i / count);
      const auto to = side.begin() + static_cast<std::ptrdiff_t>(side.size() * (i + 1) / count);
      const Side part(from, to);
      out.push_back(put_behind(
          part, parent, stretch_name(tree_.cards[part.front()].name, tree_.cards[part.back()].name),
          By::stretch));
    }
    return out;
  }

  std::uint32_t put_behind(const Side& members, int parent, const std::string& name, By next) {
    const auto number = static_cast<std::uint32_t>(tree_.cards.size());
    const Card first = tree_.cards[members.front()];
    Card card;
    card.role = Card::Role::gathered;
    card.id = fmt::format("g{}", gathered_++);
    card.name = name;
    card.kind_name = first.kind_name;
    card.glyph = first.glyph;
    card.parent = parent;
    card.is_used = std::any_of(members.begin(), members.end(), [this](std::uint32_t member) {
      return tree_.cards[member].is_used;
    });
    tree_.cards.push_back(std::move(card));
    for (const std::uint32_t member : members) {
      tree_.cards[member].parent = static_cast<int>(number);
    }
    Side inside = few(members, static_cast<int>(number), next);
    tree_.cards[number].inside = std::move(inside);
    return number;
  }

  CardTree& tree_;
  std::size_t gathered_ = 0;
};

}  // namespace

void gather_cards(CardTree& tree) {
  Gatherer(tree).run();
}

}  // namespace cutpoint
