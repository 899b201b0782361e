#include "cutpoint/advice.hpp"

namespace cutpoint {

std::string_view name_of(AdviceWay way) {
  return way == AdviceWay::eliminate ? "eliminate" : "recover faster";
}

std::string_view name_of(SearchMethod method) {
  switch (method) {
    case SearchMethod::exact:
      return "exact";
    case SearchMethod::heuristic:
      return "heuristic";
    case SearchMethod::ended:
      return "ended";
  }
  return "";
}

}  // namespace cutpoint
