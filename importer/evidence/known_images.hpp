/// What is known of an image or a program by its name: one table, as data. A word in it counts as a
/// word of the name only, so that "donats" is no NATS; and what stands behind it may make it
/// something else: "postgres-exporter" is no PostgreSQL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "importer/evidence/imported.hpp"
#include "importer/evidence/known_image.hpp"

namespace cutpoint {

[[nodiscard]] std::span<const KnownImage> known_images();

/// The row that an image's name means; null where there is none. Registry, tag and digest do not
/// count. Time grows with the length of the name and not with the table.
[[nodiscard]] const KnownImage* find_known_image(std::string_view image);

/// The row that a component's own name ends with, for images built at home: "orders-db", "redis2",
/// and "redis-replica", which says besides which of them it is.
/// A name is a hint: good for a kind, not for how a cluster lives.
[[nodiscard]] const KnownImage* find_known_name(std::string_view name);

/// The program of such an image that a command starts, where it holds several: `weed master`. Null
/// where it says none of them.
[[nodiscard]] const KnownImage* find_known_command(const KnownImage& image,
                                                   std::string_view command);

/// What a component is by its image or, where that says nothing, by the ends of names.
struct Recognition {
  const KnownImage* row = nullptr;  ///< null: nothing is known of it
  Strength strength = Strength::assumed;
  std::string reason;  ///< "image postgres:16", "name orders-db"

  [[nodiscard]] std::string_view kind(std::string_view otherwise) const {
    // "container" in the table is any program; each platform has its own word for that.
    return row == nullptr || row->kind == "container" ? otherwise : row->kind;
  }
  [[nodiscard]] Role role() const { return row == nullptr ? Role::unknown : row->role; }
  /// How its cluster lives; unknown where only a name speaks for it.
  [[nodiscard]] ClusterLife life() const {
    return row == nullptr || strength == Strength::assumed ? ClusterLife::unknown : row->life;
  }
};
[[nodiscard]] Recognition recognise(std::string_view image, std::string_view name);

/// The image without registry, tag and digest, in lower case.
[[nodiscard]] std::string image_path(std::string_view image);

/// The name of a role: "store".
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(ClusterLife life);

/// Stores, caches and queues depend on nothing by nature: without edges, nothing is unknown about
/// them.
[[nodiscard]] bool keeps_data(Role role);
[[nodiscard]] bool is_store_kind(std::string_view kind);

/// True for what no request of a user waits for: telemetry, tools, jobs, crons, agents.
[[nodiscard]] bool is_beside(Role role);

/// How many of `members` must live; nothing where that is not known or each is needed.
[[nodiscard]] std::optional<std::uint32_t> members_needed(ClusterLife life, std::size_t members);

}  // namespace cutpoint
