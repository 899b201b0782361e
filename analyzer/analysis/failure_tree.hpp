/// The structure function of a journey as a tree of a few boxes, to be drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Boxes by their positions; the first is the journey.
struct FailureTree {
  enum class Kind : std::uint8_t {
    event,
    any,
    all,
    at_least,   ///< `threshold` of `of` failures
    connected,  ///< ends of a network are parted
    negation,
    more,  ///< `hidden` further children of the box above, which matter least
  };
  struct Box {
    Kind kind = Kind::event;
    EventId event;  ///< what it stands for: this, or
    ComponentId component;
    JourneyId journey;
    GroupId group;
    std::uint32_t threshold = 0;
    std::uint32_t of = 0;
    double probability = 0;
    bool is_bound = false;   ///< it is at most that
    std::size_t hidden = 0;  ///< events below that are not shown
    bool again = false;      ///< stands elsewhere too, and is shown whole there
    std::vector<std::size_t> children;
  };
  std::vector<Box> boxes;
  std::size_t events = 0;  ///< of the journey, in all
};

struct FailureTreeLimits {
  std::size_t boxes = 70;       ///< about so many are shown, the likeliest first
  std::size_t children = 12;    ///< of one box
  std::size_t nodes = 200'000;  ///< of diagrams; beyond it probabilities are bounds
};

/// Gates without a name of their own stand in those above where they say the same.
[[nodiscard]] FailureTree failure_tree(const StructureFunction& function, JourneyId journey,
                                       const FailureTreeLimits& limits = {});

}  // namespace cutpoint
