#include "analyzer/analysis/cut_sets/search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyzer/analysis/cut_sets/sizes.hpp"

namespace cutpoint {

namespace {

/// Families of cut sets above this size are counted only up to the order asked for.
constexpr std::size_t quickly_counted = 100'000;
constexpr std::size_t cut_set_nodes = 5'000'000;
/// Orders tried, from the highest down, where not all can be had and the most probable sets are
/// wanted.
constexpr std::uint32_t highest_order_tried = 6;
constexpr std::uint32_t any_order = std::numeric_limits<std::uint32_t>::max();

CutSets listed(const CutSetFamilies& families, Zdd::Ref family, std::optional<std::uint32_t> order,
               const CutSetOptions& options) {
  if (!options.most_probable_first) {
    return summarise_cut_sets(families, family, order, options.listed_cut_sets);
  }
  return most_probable_cut_sets(families, family, order, options.listed_cut_sets, options.cutoff);
}

/// Sets of higher orders are less probable than the cutoff, since no event is more probable than
/// the most probable one.
std::uint32_t order_within(const StructureFunction& function, std::optional<double> cutoff) {
  double most = 0.0;
  for (const BasicEvent& event : function.events) most = std::max(most, event.probability());
  if (!cutoff || most <= 0.0 || most >= 1.0) return any_order;
  const double orders = std::floor(std::log(*cutoff) / std::log(most) + 1e-9);
  if (orders > 1000.0) return any_order;
  return std::max(1U, static_cast<std::uint32_t>(orders));
}

/// Counting takes a row for each node and number of events.
bool may_count(const CutSetFamilies& families, const SizesNeeded& needed, EngineMeter& meter) {
  constexpr std::uint64_t bytes_a_node = 100;
  std::uint64_t bytes = bytes_a_node * families.zdd().size() +
                        (needed.rows + needed.largest) * sizeof(CutSetSizes::Row);
  for (const DecisionDiagram::Count& count : families.diagram().counts()) {
    bytes += count.threshold * sizeof(CutSetSizes::Row);
  }
  return meter.has_room(bytes);
}

std::optional<CutSets> up_to_order(const DecisionDiagram& diagram, DecisionDiagram::Ref top,
                                   std::uint32_t order, const CutSetOptions& options,
                                   EngineMeter& meter) {
  CutSetFamilies families(diagram, order, cut_set_nodes, &meter);
  const Zdd::Ref family = families.of(top);
  if (family == Zdd::exhausted ||
      !may_count(families, sizes_needed(families, family, order), meter)) {
    meter.cut();
    return std::nullopt;
  }
  return listed(families, family, order, options);
}

/// Not all orders fit: those that can hold a set as probable as the cutoff, or else fewer.
std::optional<CutSets> most_probable_within_limits(const DecisionDiagram& diagram,
                                                   DecisionDiagram::Ref top,
                                                   const CutSetOptions& options,
                                                   EngineMeter& meter) {
  const std::uint32_t enough = std::min(order_within(diagram.function(), options.cutoff),
                                        options.max_order.value_or(any_order));
  std::uint32_t order = enough == any_order ? highest_order_tried : enough;
  for (; order > 0; order = std::min(order - 1, highest_order_tried)) {
    auto result = up_to_order(diagram, top, order, options, meter);
    if (!result) continue;
    result->truncation->left_out.reset();
    result->truncation->error_upper = 1.0;
    if (order < enough) result->truncation->all_above_cutoff = false;
    return result;
  }
  return std::nullopt;
}

}  // namespace

FoundCutSets find_cut_sets(const DecisionDiagram& diagram, DecisionDiagram::Ref top,
                           const CutSetOptions& wanted, EngineMeter& meter) {
  CutSetOptions options = wanted;
  // No set has more events than there are; a table of orders is as long as the highest.
  constexpr std::size_t always_shown = 64;
  const std::size_t highest = std::max(diagram.function().events.size(), always_shown);
  if (options.max_order && *options.max_order > highest) {
    options.max_order = static_cast<std::uint32_t>(highest);
  }
  FoundCutSets found;
  // Where all of them are cheap to have, it is known whether any lie beyond the order asked for.
  if (top < quickly_counted || !options.max_order) {
    found.all = std::make_unique<CutSetFamilies>(diagram, std::nullopt, cut_set_nodes, &meter);
    found.family = found.all->of(top);
    const SizesNeeded needed =
        found.family == Zdd::exhausted
            ? SizesNeeded()
            : sizes_needed(*found.all, found.family, options.max_order.value_or(any_order));
    if (found.family == Zdd::exhausted || !may_count(*found.all, needed, meter)) {
      found.family = Zdd::exhausted;
      found.all.reset();
    } else if (!options.max_order || needed.largest <= *options.max_order) {
      found.sets = listed(*found.all, found.family, options.max_order, options);
      found.sets->complete = true;
      return found;
    }
  }
  found.sets = options.most_probable_first
                   ? most_probable_within_limits(diagram, top, options, meter)
                   : up_to_order(diagram, top, options.max_order.value_or(2), options, meter);
  return found;
}

}  // namespace cutpoint
