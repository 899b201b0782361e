#include "renderer/cards/ranks.hpp"

#include <algorithm>
#include <deque>

namespace cutpoint {

namespace {

using Steps = std::vector<std::vector<std::uint32_t>>;

/// What each card needs. What runs inside a place says by itself where it is.
Steps steps_of(const CardTree& tree) {
  Steps steps(tree.cards.size());
  for (const CardNeed& need : tree.needs) {
    if (need.style == NeedStyle::link) continue;
    if (need.style == NeedStyle::placed && tree.cards[need.to].opens()) continue;
    steps[need.from].push_back(need.to);
  }
  return steps;
}

/// Tarjan's strongly connected components, without recursion: numbers rise from what is needed to
/// what needs it.
class Circles {
 public:
  explicit Circles(const Steps& steps)
      : steps_(steps), order_(steps.size(), 0), low_(steps.size(), 0), number_(steps.size(), none) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (order_[i] == 0) visit(i);
    }
  }

  [[nodiscard]] std::size_t of(std::size_t card) const { return number_[card]; }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Frame {
    std::size_t card;
    std::size_t next;
  };

  void enter(std::size_t card) {
    order_[card] = low_[card] = ++visited_;
    open_.push_back(card);
    way_.push_back({card, 0});
  }

  void visit(std::size_t start) {
    enter(start);
    while (!way_.empty()) {
      Frame& here = way_.back();
      const std::size_t card = here.card;
      if (here.next < steps_[card].size()) {
        const std::size_t to = steps_[card][here.next++];
        if (order_[to] == 0) {
          enter(to);
        } else if (number_[to] == none) {
          low_[card] = std::min(low_[card], order_[to]);
        }
        continue;
      }
      if (low_[card] == order_[card]) close(card);
      way_.pop_back();
      if (!way_.empty()) low_[way_.back().card] = std::min(low_[way_.back().card], low_[card]);
    }
  }

  void close(std::size_t card) {
    std::size_t at = none;
    do {
      at = open_.back();
      open_.pop_back();
      number_[at] = count_;
    } while (at != card);
    ++count_;
  }

  const Steps& steps_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> low_;
  std::vector<std::size_t> number_;
  std::vector<std::size_t> open_;
  std::vector<Frame> way_;
  std::size_t visited_ = 0;
  std::size_t count_ = 0;
};

/// The longest ways over circles.
std::vector<std::size_t> depths(const CardTree& tree, const Steps& steps) {
  const Circles circles(steps);
  std::vector<std::vector<std::uint32_t>> members(circles.count());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    members[circles.of(i)].push_back(static_cast<std::uint32_t>(i));
  }
  std::vector<std::size_t> depth(circles.count(), 1);
  for (std::size_t circle = circles.count(); circle-- > 0;) {
    for (const std::uint32_t card : members[circle]) {
      if (tree.cards[card].role == Card::Role::journey) depth[circle] = 0;
    }
    for (const std::uint32_t card : members[circle]) {
      for (const std::uint32_t to : steps[card]) {
        const std::size_t next = circles.of(to);
        if (next != circle) depth[next] = std::max(depth[next], depth[circle] + 1);
      }
    }
  }
  std::vector<std::size_t> of_cards(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) of_cards[i] = depth[circles.of(i)];
  return of_cards;
}

/// Network devices that nobody needs by name stand one step behind what they are linked to.
void follow_links(CardTree& tree, std::vector<bool>& ranked) {
  Steps links(tree.cards.size());
  for (const CardNeed& need : tree.needs) {
    if (need.style != NeedStyle::link) continue;
    links[need.from].push_back(need.to);
    links[need.to].push_back(need.from);
  }
  std::deque<std::size_t> waiting;
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (ranked[i] && !links[i].empty()) waiting.push_back(i);
  }
  while (!waiting.empty()) {
    const std::size_t here = waiting.front();
    waiting.pop_front();
    for (const std::uint32_t to : links[here]) {
      if (ranked[to]) continue;
      ranked[to] = true;
      tree.cards[to].rank = tree.cards[here].rank + 1;
      waiting.push_back(to);
    }
  }
}

}  // namespace

void set_ranks(CardTree& tree) {
  const Steps steps = steps_of(tree);
  const std::vector<std::size_t> depth = depths(tree, steps);
  const std::size_t deepest = depth.empty() ? 0 : *std::max_element(depth.begin(), depth.end());
  std::vector<bool> is_linked(tree.cards.size(), false);
  std::vector<bool> is_needed(tree.cards.size(), false);
  for (const CardNeed& need : tree.needs) {
    if (need.style == NeedStyle::link) is_linked[need.from] = is_linked[need.to] = true;
    if (need.style != NeedStyle::link) is_needed[need.to] = true;
  }
  std::vector<bool> ranked(tree.cards.size(), true);
  for (std::size_t i = 0; i < tree.cards.size(); ++i) {
    Card& card = tree.cards[i];
    const bool ends = steps[i].empty() && card.role != Card::Role::journey;
    if (ends && is_linked[i] && !is_needed[i]) ranked[i] = false;
    card.rank = static_cast<double>(ends && !is_linked[i] ? deepest : depth[i]);
  }
  follow_links(tree, ranked);
}

}  // namespace cutpoint
