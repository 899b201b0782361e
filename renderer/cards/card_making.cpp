#include "renderer/cards/card_making.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "renderer/cards/card_text.hpp"
#include "renderer/cards/card_words.hpp"
#include "renderer/cards/downtime.hpp"
#include "renderer/cards/gathering.hpp"
#include "renderer/cards/ranks.hpp"
#include "renderer/picture/draw.hpp"

namespace cutpoint {

namespace {

/// A picture of a failure tells of nothing else.
CardMeaning meaning_of(const Picture::Part& part, bool shows_failure) {
  switch (part.fate) {
    case Fate::fails:
      return CardMeaning::fails;
    case Fate::falls:
      return CardMeaning::falls;
    case Fate::degraded:
      return CardMeaning::degraded;
    case Fate::none:
      break;
  }
  if (shows_failure) return CardMeaning::plain;
  switch (part.emphasis) {
    case Emphasis::full:
      return CardMeaning::full;
    case Emphasis::partial:
      return CardMeaning::partial;
    case Emphasis::accepted:
      return CardMeaning::accepted;
    case Emphasis::redundant:
    case Emphasis::none:
      break;
  }
  return CardMeaning::plain;
}

NeedStyle style_of(Picture::EdgeStyle style) {
  switch (style) {
    case Picture::EdgeStyle::redundant:
      return NeedStyle::redundant;
    case Picture::EdgeStyle::soft:
    case Picture::EdgeStyle::fallback:
      return NeedStyle::soft;
    case Picture::EdgeStyle::link:
      return NeedStyle::link;
    case Picture::EdgeStyle::runs_on:
      return NeedStyle::placed;
    case Picture::EdgeStyle::needs:
      break;
  }
  return NeedStyle::needs;
}

/// What some journey cannot do without, or not without what stands in for it.
class HardNeeds {
 public:
  explicit HardNeeds(const Model& model) : model_(model), found_(model.components.size(), 0) {
    for (const Journey& journey : model.journeys) follow(journey.needs);
    while (!waiting_.empty()) {
      const Component& here = model_.components[waiting_.back()];
      waiting_.pop_back();
      follow(here.needs);
      for (const ComponentId host : here.used_hosts()) reach(host);
    }
  }

  [[nodiscard]] bool holds(ComponentId id) const { return found_[id] != 0; }

 private:
  /// Nesting is limited by the reader.
  void follow(const std::vector<Requirement>& needs) {
    for (const Requirement& need : needs) {
      if (need.soft) continue;
      if (need.form == Requirement::Form::component) reach(need.component);
      for (const ComponentId end : need.ends) reach_linked(end);
      follow(need.members);
    }
  }

  /// Whatever is linked may be what joins the ends.
  void reach_linked(ComponentId end) {
    if (neighbours_.empty()) {
      neighbours_.assign(model_.components.size(), {});
      for (const Link& link : model_.links) {
        neighbours_[link.from].push_back(link.to);
        neighbours_[link.to].push_back(link.from);
      }
    }
    std::vector<ComponentId> linked = {end};
    while (!linked.empty()) {
      const ComponentId here = linked.back();
      linked.pop_back();
      reach(here);
      std::vector<ComponentId> next;
      next.swap(neighbours_[here]);  // each is followed once
      linked.insert(linked.end(), next.begin(), next.end());
    }
  }

  void reach(ComponentId id) {
    if (found_[id] != 0) return;
    found_[id] = 1;
    waiting_.push_back(id);
  }

  const Model& model_;
  IdVector<ComponentId, std::uint8_t> found_;
  std::vector<ComponentId> waiting_;
  IdVector<ComponentId, std::vector<ComponentId>> neighbours_;
};

class TreeMaker {
 public:
  explicit TreeMaker(const RenderInput& input)
      : input_(input),
        picture_(whole_picture(input)),
        shares_(downtime_shares(input)),
        hard_(input.model),
        used_(input.model.components.size(), 1),
        card_of_node_(picture_.nodes.size(), -1),
        card_of_frame_(picture_.frames.size(), -1) {}

  CardTree run() {
    for (const ComponentId id : input_.analysis.unreachable) used_[id] = 0;
    tree_.title = picture_.title;
    tree_.statements = picture_.statements;
    tree_.notes = picture_.notes;
    tree_.theme = picture_.theme;
    tree_.shows_failure = picture_.subject == Picture::Subject::failure;
    add_journeys();
    add_components();
    add_causes();
    put_inside();
    add_needs();
    set_ranks(tree_);
    gather_cards(tree_);
    sum_up();
    write_words(tree_, shares_.is_whole);
    return std::move(tree_);
  }

 private:
  Card& add(const Picture::Part& part, int& place) {
    place = static_cast<int>(tree_.cards.size());
    Card card;
    card.name = part.lines.front();
    card.glyph = part.glyph;
    card.meaning = meaning_of(part, tree_.shows_failure);
    tree_.cards.push_back(std::move(card));
    return tree_.cards.back();
  }

  void add_journeys() {
    double longest = -1;
    for (std::size_t i = 0; i < picture_.nodes.size(); ++i) {
      const Picture::Node& node = picture_.nodes[i];
      if (node.role != Picture::NodeRole::journey) continue;
      Card& card = add(node, card_of_node_[i]);
      card.role = Card::Role::journey;
      card.id = node.id;
      card.glyph = Glyph::bust;
      card.kind_name = "journey";
      const auto number = static_cast<std::size_t>(std::stoul(node.id.substr(1)));
      if (number >= input_.analysis.journeys.size()) continue;
      const JourneyAnalysis& journey = input_.analysis.journeys[JourneyId(number)];
      const double seconds = journey.up.downtime_per_year().in_seconds();
      describe_journey(card, journey);
      if (seconds > longest) tree_.focus = card_of_node_[i];
      longest = std::max(longest, seconds);
      tree_.most_minutes = std::max(tree_.most_minutes, card.own_minutes);
    }
  }

  /// In file order, whether they hold something or not.
  void add_components() {
    constexpr std::string_view mark = "component ";
    std::map<ComponentId, Picture::End> ends;
    const auto collect = [&](const Picture::Part& part, Picture::End end) {
      if (!part.key.starts_with(mark)) return;
      const ComponentId id =
          input_.model.find_component(std::string_view(part.key).substr(mark.size()));
      if (id.valid()) ends.emplace(id, end);
    };
    for (std::size_t i = 0; i < picture_.nodes.size(); ++i) collect(picture_.nodes[i], {false, i});
    for (std::size_t i = 0; i < picture_.frames.size(); ++i) collect(picture_.frames[i], {true, i});
    std::set<ComponentId> places;
    for (const Component& component : input_.model.components) {
      places.insert(component.hosts.begin(), component.hosts.end());
    }
    for (const auto& [id, end] : ends) {
      Card& card = add(picture_.part(end),
                       end.is_frame ? card_of_frame_[end.index] : card_of_node_[end.index]);
      card.id = fmt::format("c{}", id.value());
      card.own_minutes = shares_.components[id];
      describe_component(card, input_.model, id);
      const auto& around = input_.options.picture.around;
      card.is_asked_for = std::find(around.begin(), around.end(), id) != around.end();
      card.is_used = used_[id] != 0;
      card.is_place = places.count(id) > 0;
      const bool can_fail = input_.model.components[id].figures.has_value();
      if (card.meaning == CardMeaning::plain && can_fail && hard_.holds(id) &&
          !tree_.shows_failure) {
        card.meaning = CardMeaning::redundant;
      }
    }
  }

  void add_causes() {
    std::size_t number = 0;
    for (std::size_t i = 0; i < picture_.nodes.size(); ++i) {
      if (picture_.nodes[i].role != Picture::NodeRole::common_cause) continue;
      Card& card = add(picture_.nodes[i], card_of_node_[i]);
      card.role = Card::Role::common_cause;
      card.id = fmt::format("u{}", number++);
      card.kind_name = "common cause";
      card.glyph = Glyph::joined_ends;
      for (std::size_t cause = 0; cause < input_.model.common_causes.size(); ++cause) {
        const CommonCauseId id(cause);
        if (picture_.nodes[i].key == "common cause " + input_.model.common_causes[id].name) {
          card.own_minutes = shares_.causes[id];
        }
      }
    }
  }

  void put_inside() {
    const auto put = [this](int card, int frame) {
      if (card < 0) return;
      const int place = frame < 0 ? -1 : card_of_frame_[static_cast<std::size_t>(frame)];
      tree_.cards[static_cast<std::size_t>(card)].parent = place;
    };
    for (std::size_t i = 0; i < picture_.nodes.size(); ++i)
      put(card_of_node_[i], picture_.nodes[i].frame);
    for (std::size_t i = 0; i < picture_.frames.size(); ++i)
      put(card_of_frame_[i], picture_.frames[i].parent);
    for (std::uint32_t i = 0; i < tree_.cards.size(); ++i) {
      const int parent = tree_.cards[i].parent;
      (parent < 0 ? tree_.roots : tree_.cards[static_cast<std::size_t>(parent)].inside)
          .push_back(i);
    }
  }

  [[nodiscard]] bool is_junction(const Picture::End& end) const {
    return !end.is_frame && picture_.nodes[end.index].role == Picture::NodeRole::junction;
  }
  [[nodiscard]] int card_of(Picture::End end) const {
    while (is_junction(end) && picture_.nodes[end.index].owner) {
      end = *picture_.nodes[end.index].owner;
    }
    return end.is_frame ? card_of_frame_[end.index] : card_of_node_[end.index];
  }

  /// Junctions are no cards: what they join is needed by whoever states the requirement. Edges to a
  /// junction come before those from it.
  void add_needs() {
    std::vector<NeedStyle> within(picture_.nodes.size(), NeedStyle::needs);
    for (const Picture::Edge& edge : picture_.edges) {
      NeedStyle style = style_of(edge.style);
      if (is_junction(edge.from)) style = std::max(style, within[edge.from.index]);
      if (is_junction(edge.to)) {
        within[edge.to.index] = style;
        continue;
      }
      const int from = card_of(edge.from), to = card_of(edge.to);
      if (from < 0 || to < 0 || from == to) continue;
      tree_.needs.push_back(
          {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), style});
    }
  }

  /// Cards before what is inside them.
  [[nodiscard]] std::vector<std::uint32_t> outside_in() const {
    std::vector<std::uint32_t> order = tree_.roots;
    for (std::size_t at = 0; at < order.size(); ++at) {
      const auto& inside = tree_.cards[order[at]].inside;
      order.insert(order.end(), inside.begin(), inside.end());
    }
    return order;
  }

  void sum_up() {
    const std::vector<std::uint32_t> order = outside_in();
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      Card& card = tree_.cards[*at];
      card.minutes = card.own_minutes;
      double ranks = 0;
      for (const std::uint32_t number : card.inside) {
        const Card& inner = tree_.cards[number];
        const bool counts = inner.role != Card::Role::gathered;
        card.members += inner.members + (counts ? 1 : 0);
        card.single_points += inner.single_points + (inner.meaning == CardMeaning::full ? 1 : 0);
        card.partial_points +=
            inner.partial_points + (inner.meaning == CardMeaning::partial ? 1 : 0);
        card.minutes += inner.role == Card::Role::journey ? 0 : inner.minutes;
        card.inside_meaning = std::max(card.inside_meaning, inner.loudest());
        ranks += inner.rank;
      }
      // What is redundant inside of one place is behind the same downtime.
      card.minutes = std::min(card.minutes, std::max(tree_.most_minutes, card.own_minutes));
      if (card.opens()) card.rank = ranks / static_cast<double>(card.inside.size());
    }
  }

  const RenderInput& input_;
  const Picture picture_;
  const DowntimeShares shares_;
  const HardNeeds hard_;
  IdVector<ComponentId, std::uint8_t> used_;
  std::vector<int> card_of_node_;
  std::vector<int> card_of_frame_;
  CardTree tree_;
};

}  // namespace

CardTree card_tree(const RenderInput& input) {
  return TreeMaker(input).run();
}

}  // namespace cutpoint
