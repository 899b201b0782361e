#include "tests/analyzer/support/random_model.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "tests/support/random.hpp"

namespace cutpoint::testing {

namespace {

template <class T>
Given<T> drawn(T value) {
  return Spanned<T>{std::move(value), {}};
}

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  Draft run() {
    draft_.version = drawn<std::uint32_t>(1);
    count_ = 2 + random_.below(7);
    links_ = random_.chance(40);
    for (std::uint32_t i = 0; i < count_; ++i) add_component(i);
    if (links_) add_links();
    if (random_.chance(25)) add_common_cause();
    const std::uint32_t journeys = 1 + random_.below(2);
    for (std::uint32_t i = 0; i < journeys; ++i) {
      DraftJourney journey;
      journey.name.value = fmt::format("j{}", i);
      const std::uint32_t needs = 1 + random_.below(3);
      for (std::uint32_t n = 0; n < needs; ++n) journey.needs.push_back(requirement(count_, 0));
      draft_.journeys.push_back(std::move(journey));
    }
    return std::move(draft_);
  }

 private:
  static std::string name(std::uint32_t index) { return fmt::format("c{}", index); }

  DraftFigures figures() {
    DraftFigures result;
    const auto hours = [&](double low, double high) {
      const Duration d = Duration::hours(low + (high - low) * random_.unit());
      return drawn(DurationRange{d, d});
    };
    if (random_.chance(20)) {
      const auto stated = Availability::from_unavailability(0.001 + 0.4 * random_.unit());
      result.availability = drawn(AvailabilityRange{stated, stated});
      result.mttr = hours(0.5, 10);
    } else {
      result.mtbf = hours(1, 200);
      result.mttr = hours(0.1, 50);
    }
    return result;
  }

  void add_component(std::uint32_t index) {
    DraftComponent c;
    c.name.value = name(index);
    c.kind = drawn<std::string>("service");
    if (random_.chance(12)) {
      c.kind = drawn<std::string>("group");
    } else if (random_.chance(8)) {
      c.figures.mtbf = drawn(DurationRange{Duration::never(), Duration::never()});
    } else {
      c.figures = figures();
    }
    if (random_.chance(15) && c.figures.mtbf && !c.figures.availability) {
      Restart& restart = c.restart.emplace();
      restart.time = drawn(Duration::hours(0.01));
      restart.cures = drawn(Probability(random_.unit()));
    }
    if (random_.chance(20)) {
      const std::uint32_t n = 2 + random_.below(2);
      c.replicas = drawn(n);
      c.at_least = drawn(1 + random_.below(n));
    }
    if (index > 0 && random_.chance(40)) {
      const std::uint32_t hosts = 1 + random_.below(2);
      for (std::uint32_t h = 0; h < hosts; ++h)
        c.runs_on.names.push_back({name(random_.below(index)), {}});
      if (random_.chance(40)) place(c);
    }
    const std::uint32_t needs = random_.below(3);
    for (std::uint32_t n = 0; n < needs; ++n) {
      // Forward and backward, so that circles arise.
      c.depends_on.push_back(requirement(index, 0));
    }
    draft_.components.push_back(std::move(c));
  }

  /// One of the placements, as far as the hosts allow it.
  void place(DraftComponent& c) {
    std::uint32_t seats = 0;
    bool distinct = true, all_stay = true;
    for (const WrittenName& host : c.runs_on.names) {
      const auto below =
          std::find_if(draft_.components.begin(), draft_.components.end(),
                       [&](const auto& one) { return one.name.value == host.value; });
      seats += below->replicas ? below->replicas->value : 1;
      all_stay = all_stay && !(below->replicas && below->placement &&
                               below->placement->value == Seating::exclusive);
      distinct = distinct && std::count_if(c.runs_on.names.begin(), c.runs_on.names.end(),
                                           [&](const WrittenName& other) {
                                             return other.value == host.value;
                                           }) == 1;
    }
    const std::uint32_t replicas = c.replicas ? c.replicas->value : 1;
    const std::uint32_t needed = c.at_least ? c.at_least->value : 1;
    c.placement = drawn(Seating::anywhere);
    if (!all_stay) return;
    switch (random_.below(4)) {
      case 0:
        return;
      case 1:
        if (distinct && seats == replicas) c.placement = drawn(Seating::one_to_one);
        return;
      case 2:
        if (distinct && seats >= needed) c.placement = drawn(Seating::exclusive);
        return;
      default:
        c.placement = drawn(Seating::spread);
    }
  }

  std::string other_than(std::uint32_t owner) {
    std::uint32_t target = random_.below(count_);
    if (target == owner) target = (target + 1) % count_;
    return name(target);
  }

  DraftRequirement requirement(std::uint32_t owner, int depth) {
    DraftRequirement r;
    const std::uint32_t form = random_.below(100);
    if (depth >= 2 || form < 55) {
      r.component.value = other_than(owner);
    } else if (form < 92 || !links_) {
      group(r, owner, depth);
    } else {
      r.form = DraftRequirement::Form::connected;
      const std::uint32_t a = random_.below(count_);
      r.ends.push_back({name(a), {}});
      r.ends.push_back({name((a + 1 + random_.below(count_ - 1)) % count_), {}});
    }
    if (random_.chance(12)) {
      r.soft = drawn(true);
    } else if (random_.chance(8)) {
      r.fallback = drawn(Probability(random_.unit()));
    }
    return r;
  }

  void group(DraftRequirement& r, std::uint32_t owner, int depth) {
    const std::uint32_t kind = random_.below(3);
    r.form = kind == 0   ? DraftRequirement::Form::any_of
             : kind == 1 ? DraftRequirement::Form::all_of
                         : DraftRequirement::Form::at_least;
    const std::uint32_t size = 2 + random_.below(2);
    std::uint32_t target = random_.below(count_);
    for (std::uint32_t i = 0; i < size; ++i) {
      if (random_.chance(25)) {
        r.members.entries.push_back(requirement(owner, depth + 1));
        continue;
      }
      target = (target + 1) % count_;
      if (target == owner) target = (target + 1) % count_;
      DraftRequirement member;
      member.component.value = name(target);
      r.members.entries.push_back(std::move(member));
    }
    if (r.form == DraftRequirement::Form::at_least) r.at_least = drawn(1 + random_.below(size));
  }

  void add_links() {
    const std::uint32_t links = 1 + random_.below(count_ + 2);
    for (std::uint32_t i = 0; i < links; ++i) {
      DraftLink link;
      const std::uint32_t a = random_.below(count_);
      link.between.push_back({name(a), {}});
      link.between.push_back({name((a + 1 + random_.below(count_ - 1)) % count_), {}});
      if (random_.chance(30)) link.directed = drawn(true);
      if (random_.chance(40)) link.figures = figures();
      draft_.links.push_back(std::move(link));
    }
  }

  void add_common_cause() {
    DraftCommonCause cause;
    cause.name.value = "cause";
    if (random_.chance(50) || draft_.components.empty()) {
      cause.members.names.push_back({name(random_.below(count_)), {}});
      cause.members.names.push_back({name((random_.below(count_ - 1) + 1) % count_), {}});
      if (cause.members.names[0].value == cause.members.names[1].value)
        cause.members.names.pop_back();
      cause.figures = figures();
    } else {
      // Two members with the same figures share a part of their failures.
      const std::uint32_t a = random_.below(count_);
      const std::uint32_t b = (a + 1) % count_;
      const DraftFigures same = figures();
      for (const std::uint32_t member : {a, b}) {
        draft_.components[member].kind = drawn<std::string>("service");
        draft_.components[member].figures = same;
        draft_.components[member].restart.reset();
        cause.members.names.push_back({name(member), {}});
      }
      cause.beta = drawn(Probability(random_.below(5) / 4.0));
      if (cause.beta->value.value() <= 0.5 && random_.chance(50)) {
        DraftCommonCause second = cause;
        second.name.value = "cause-2";
        second.beta = drawn(Probability(0.25));
        draft_.common_causes.push_back(std::move(second));
      }
    }
    draft_.common_causes.push_back(std::move(cause));
  }

  Random random_;
  Draft draft_;
  std::uint32_t count_ = 0;
  bool links_ = false;
};

}  // namespace

Draft random_draft(std::uint64_t seed) {
  return Generator(seed).run();
}

}  // namespace cutpoint::testing
