#include "renderer/languages/title_place.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

constexpr double title_gap = 4;  // points between a title and an edge

double crossed(const std::vector<Stretch>& crossings, double from, double to) {
  double sum = 0;
  for (const Stretch& crossing : crossings) {
    sum += std::max(0.0, std::min(to, crossing.to) - std::max(from, crossing.from));
  }
  return sum;
}

CurvePoint point_at(const std::array<CurvePoint, 4>& p, double t) {
  const double s = 1 - t;
  const double a = s * s * s, b = 3 * s * s * t, d = 3 * s * t * t, e = t * t * t;
  return {a * p[0].x + b * p[1].x + d * p[2].x + e * p[3].x,
          a * p[0].y + b * p[1].y + d * p[2].y + e * p[3].y};
}

}  // namespace

void add_crossings(const std::array<CurvePoint, 4>& curve, Stretch heights,
                   std::vector<Stretch>& found) {
  constexpr int pieces = 12;
  for (int piece = 0; piece < pieces; ++piece) {
    const CurvePoint from = point_at(curve, static_cast<double>(piece) / pieces);
    const CurvePoint to = point_at(curve, static_cast<double>(piece + 1) / pieces);
    if (std::max(from.y, to.y) < heights.from || std::min(from.y, to.y) > heights.to) continue;
    found.push_back({std::min(from.x, to.x), std::max(from.x, to.x)});
  }
}

TitlePlace title_place(Stretch strip, double width, std::vector<Stretch> crossings) {
  for (Stretch& crossing : crossings) {
    crossing.from -= title_gap;
    crossing.to += title_gap;
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
