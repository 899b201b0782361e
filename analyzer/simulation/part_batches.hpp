/// Batches that several processes have played, as one run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cutpoint/result.hpp"
#include "cutpoint/shard.hpp"
#include "cutpoint/simulation.hpp"

namespace cutpoint {

/// Numbers of the batches of a run that a shard plays: every `of`-th.
[[nodiscard]] inline std::vector<std::uint32_t> batches_of_shard(const Shard& shard,
                                                                 std::size_t all) {
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = shard.number - 1; i < all; i += shard.of) {
    numbers.push_back(static_cast<std::uint32_t>(i));
  }
  return numbers;
}

/// All batches of a run, by their number, read from its parts by `read`, which gives nothing of
/// numbers that no batch has. A failure where one is damaged, missing, there twice or not of it.
template <class Batch, class Part, class Read>
[[nodiscard]] Result<std::vector<Batch>> batches_of_parts(const std::vector<Part>& parts,
                                                          std::size_t all, const Read& read) {
  std::vector<std::optional<Batch>> found(all);
  for (const Part& part : parts) {
    for (const PlayedBatch& played : part.batches) {
      if (played.number >= all) return Failure("a part has a batch that is not of this run");
      std::optional<Batch>& batch = found[played.number];
      if (batch) {
        return Failure(fmt::format("batch {} is there twice: the same shard was given again",
                                   played.number + 1));
      }
      batch = read(played.numbers);
      if (!batch) return Failure(fmt::format("batch {} is damaged", played.number + 1));
    }
  }
  std::vector<Batch> batches;
  batches.reserve(all);
  for (std::optional<Batch>& batch : found) {
    if (!batch) {
      return Failure(fmt::format("batch {} of {} is in none of the parts: a shard is missing",
                                 batches.size() + 1, all));
    }
    batches.push_back(std::move(*batch));
  }
  return batches;
}

}  // namespace cutpoint
