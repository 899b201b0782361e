/// Changes of a draft that any set of them can be made of: each makes sure that something holds, so
/// that their order does not count and none undoes another.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "cutpoint/model.hpp"

namespace cutpoint {

/// A value that is written nowhere.
template <class T>
[[nodiscard]] Spanned<T> given(T value) {
  return Spanned<T>{std::move(value), {}};
}

[[nodiscard]] DraftComponent* find_component(Draft& draft, std::string_view name);

/// How many there are; one where nothing is written.
[[nodiscard]] std::uint32_t instances(const DraftComponent& component);

/// Whether its instances vote: `quorum: majority`, or a majority of an odd number of a component
/// that keeps data or is called like something that elects. Elsewhere the number is capacity.
[[nodiscard]] bool decides_by_majority(const DraftComponent& component);

[[nodiscard]] bool decides_by_majority(const Model& model, ComponentId id);

/// At least so many instances; of those that vote an odd number, of which a majority must work.
void ensure_instances(DraftComponent& component, std::uint32_t count);

/// Instances on this host too, and so many that the loss of any one host leaves enough; of two
/// hosts one always holds half of a quorum or more.
void ensure_host(DraftComponent& component, const std::string& host);

/// A place like another beside it, and instances on it of everything that runs on the first.
void ensure_second_place(Draft& draft, const std::string& place, const std::string& second);

/// Replicas in step, and a switch between them that needs nobody.
void ensure_replication(DraftComponent& component);

/// Repairs take `factor` of the time; restarts as long as before, failures come as often.
/// `figures` are those of the unchanged model.
void shorten_repair(DraftComponent& component, const Figures& figures, double factor);

/// Whether shorten_repair can express it: not where repairs were measured or are somebody else's
/// promise together with restarts.
[[nodiscard]] bool can_shorten_repair(const DraftComponent& component, const Figures& figures);

/// The mean time of those repairs that no restart spares.
[[nodiscard]] Duration repair_by_hand(const Figures& figures);

/// A name like the given one that neither the draft nor `others` uses: vm-2 after vm-1, zone-d
/// after zone-a where b and c are taken.
[[nodiscard]] std::string next_name(const Draft& draft, const std::set<std::string>& others,
                                    const std::string& name);

}  // namespace cutpoint
