#include "renderer/writing/doubt_text.hpp"

namespace cutpoint {

std::string_view words_of(GroupDoubt doubt) {
  switch (doubt) {
    case GroupDoubt::none:
      return "";
    case GroupDoubt::fitted_times:
      return "times that are not exponential are followed by phases";
    case GroupDoubt::too_many_states:
      return "too much acts on it for one chain: its members are taken by themselves";
    case GroupDoubt::solved_apart:
      return "groups that react to the same failures are solved one by one";
    case GroupDoubt::falls_with_more:
      return "what it shares with others makes it less likely to be down";
    case GroupDoubt::network:
      return "its members stand on a network";
    case GroupDoubt::demand:
      return "a member can do without something now and then";
    case GroupDoubt::several_standbys:
      return "a member waits, or is repaired by crews, in two groups";
    case GroupDoubt::arbiter_above:
      return "who makes its switches stands on what they move";
    case GroupDoubt::seen_elsewhere:
      return "members that wait or are repaired by crews are needed outside of the group too";
  }
  return "";
}

}  // namespace cutpoint
