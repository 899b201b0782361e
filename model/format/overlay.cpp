#include <type_traits>
#include <unordered_map>

#include "model/format/codec/codec.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {

namespace {

/// A later statement of how often something fails replaces the earlier one as a whole.
void drop_replaced_figures(DraftFigures& base, const DraftFigures& later) {
  if (later.mtbf || later.availability || later.observed || later.profile) {
    if (!later.mtbf) base.mtbf.reset();
    base.availability.reset();
    base.observed.reset();
    base.profile.reset();
  }
  if (later.availability || later.observed || later.profile) base.mtbf.reset();
  if (later.observed || later.profile) base.mttr.reset();
  if (later.mttr && base.availability && base.mtbf) base.availability.reset();
}

template <class Object>
void drop_replaced_figures_of(Object& base, const Object& later) {
  if constexpr (requires { base.figures; }) drop_replaced_figures(base.figures, later.figures);
}

/// How many must work is said by one of two keys: the later one.
template <class Object>
void drop_replaced_threshold_of(Object& base, const Object& later) {
  if constexpr (requires { base.quorum; }) {
    if (later.quorum) base.at_least.reset();
    if (later.at_least) base.quorum.reset();
  }
}

}  // namespace

template <class Object>
void NamedCodec<Object>::overlay(std::vector<Object>& base, std::vector<Object>& later) {
  if (later.empty()) return;
  const std::size_t earlier = base.size();
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < base.size(); ++i) known.emplace(name_in(base[i]).value, i);
  for (Object& object : later) {
    const auto [place, added] = known.emplace(name_in(object).value, base.size());
    // Twice in one document is an error that is told; what is wrong with either of them is told
    // too.
    const bool is_repeated =
        std::is_same_v<Object, DraftComponent> && !added && place->second >= earlier;
    if (added || is_repeated) {
      base.push_back(std::move(object));
      continue;
    }
    Object& existing = base[place->second];
    drop_replaced_figures_of(existing, object);
    drop_replaced_threshold_of(existing, object);
    overlay_object(existing, object);
  }
}

template struct NamedCodec<DraftComponent>;
template struct NamedCodec<DraftJourney>;
template struct NamedCodec<DraftKind>;
template struct NamedCodec<DraftDefaults>;
template struct NamedCodec<DraftCommonCause>;

void overlay(Draft& base, Draft later) {
  base.files.insert(base.files.end(), later.files.begin(), later.files.end());
  base.complete = base.complete && later.complete;
  overlay_object(base, later);
}

}  // namespace cutpoint
