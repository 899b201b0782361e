#include "renderer/title_place.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

constexpr double gap = 4;  // points between a title and an edge

double crossed(const std::vector<Stretch>& crossings, double from, double to) {
  double sum = 0;
  for (const Stretch& crossing : crossings) {
    sum += std::max(0.0, std::min(to, crossing.to) - std::max(from, crossing.from));
  }
  return sum;
}

}  // namespace

TitlePlace title_place(Stretch strip, double width, std::vector<Stretch> crossings) {
  for (Stretch& crossing : crossings) {
    crossing.from -= gap;
    crossing.to += gap;
  }
  // The best place starts at the left end, or right behind a crossing, or ends at the right end.
  std::vector<double> starts = {strip.from, std::max(strip.from, strip.to - width)};
  for (const Stretch& crossing : crossings) starts.push_back(crossing.to);
  std::sort(starts.begin(), starts.end());
  TitlePlace best{strip.from, crossed(crossings, strip.from, strip.from + width)};
  for (const double start : starts) {
    if (start < strip.from || start + width > strip.to) continue;
    const double here = crossed(crossings, start, start + width);
    if (here < best.crossed) best = {start, here};
  }
  return best;
}

}  // namespace cutpoint
