/// Records of one size, numbered as they come.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

namespace cutpoint {

/// Each record once, side by side in memory. Pointers to records hold until the next is added.
template <class Place>
class RecordTable {
  static_assert(std::is_trivially_copyable_v<Place>);

 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  explicit RecordTable(std::size_t places) : places_(places), slots_(64) {}

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] const Place* operator[](std::size_t number) const {
    return records_.data() + number * places_;
  }
  /// `none` where it was never added.
  [[nodiscard]] std::uint32_t find(const Place* record) const {
    return slots_[slot_of(record, hash_of(record))].number;
  }
  /// Of the record, which is added where it is new.
  std::uint32_t number_of(const Place* record) {
    const std::uint64_t hash = hash_of(record);
    Slot& slot = slots_[slot_of(record, hash)];
    if (slot.number != none) return slot.number;
    const auto number = static_cast<std::uint32_t>(count_++);
    slot = {static_cast<std::uint32_t>(hash), number};
    records_.insert(records_.end(), record, record + places_);
    if (2 * count_ > slots_.size()) grow();
    return number;
  }

 private:
  /// The lower half of a record's hash, and its number.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = none;
  };

  [[nodiscard]] std::uint64_t hash_of(const Place* record) const {
    const std::size_t bytes = places_ * sizeof(Place);
    const auto* at = reinterpret_cast<const char*>(record);
    std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
    for (std::size_t done = 0; done < bytes; done += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, at + done, std::min(sizeof word, bytes - done));
      hash = (hash ^ word) * 0xff51afd7ed558ccdULL;
      hash ^= hash >> 29U;
    }
    // Slots are told by the lowest bits, which the highest ones of the last word have not met yet.
    hash = (hash ^ (hash >> 32U)) * 0xff51afd7ed558ccdULL;
    return hash ^ (hash >> 32U);
  }

  /// Where it stands, or would.
  [[nodiscard]] std::size_t slot_of(const Place* record, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.number == none) return at;
      const bool may_be = slot.hash == static_cast<std::uint32_t>(hash);
      if (may_be && std::equal(record, record + places_, (*this)[slot.number])) return at;
    }
  }

  void grow() {
    std::vector<Slot> before(2 * slots_.size());
    before.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : before) {
      if (slot.number == none) continue;
      std::size_t at = slot.hash & mask;
      while (slots_[at].number != none) at = (at + 1) & mask;
      slots_[at] = slot;
    }
  }

  std::size_t places_;
  std::size_t count_ = 0;
  std::vector<Place> records_;
  std::vector<Slot> slots_;
};

}  // namespace cutpoint
