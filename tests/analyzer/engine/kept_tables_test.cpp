// Tables that were given back are used again, and never more is held than at some time before.
#include "analyzer/engine/budget/kept_tables.hpp"

#include <cstdint>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "model/base/math/huge_pages.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::kept_tables_test {

namespace {

constexpr std::size_t megabyte = std::size_t{1} << 20U;

}  // namespace

TEST_CASE("a table that was given back is the next of its size, or a part of it") {
  KeptTables kept;
  void* const small = allocate_table(1000);
  CHECK_FALSE(kept.keep(small, 1000));
  free_table(small, 1000);
  CHECK(kept.take(1000) == nullptr);

  void* const large = allocate_table(32 * megabyte);
  REQUIRE(kept.keep(large, 32 * megabyte));
  CHECK(kept.bytes() == 32 * megabyte);
  CHECK(kept.take(64 * megabyte) == nullptr);
  // What is left of it would be too small for a table.
  CHECK(kept.take(30 * megabyte) == nullptr);
  void* const part = kept.take(8 * megabyte - 5);
  CHECK(part == large);
  CHECK(kept.bytes() == 24 * megabyte);
  void* const rest = kept.take(24 * megabyte);
  CHECK(rest == static_cast<char*>(large) + 8 * megabyte);
  CHECK(kept.bytes() == 0);
  static_cast<char*>(rest)[24 * megabyte - 1] = 1;
  free_table(part, 8 * megabyte);
  REQUIRE(kept.keep(rest, 24 * megabyte));
  kept.let_go(0);
  CHECK(kept.bytes() == 0);
  CHECK(kept.take(24 * megabyte) == nullptr);
}

TEST_CASE("what is kept is never more than what was held at some time before") {
  EngineMeter meter({}, 0);
  const char* first = nullptr;
  {
    const MeteredVector<char> table(16 * megabyte, 'a', &meter);
    first = table.data();
  }
  {
    // In the pages of the first.
    const MeteredVector<char> again(16 * megabyte, 'b', &meter);
    CHECK(again.data() == first);
    CHECK(again.back() == 'b');
  }
  CHECK(meter.kept_bytes() == 16 * megabyte);
  {
    // With it more would be held than ever.
    const MeteredVector<char> larger(20 * megabyte, 'c', &meter);
    CHECK(meter.kept_bytes() <= 4 * megabyte);
  }
  const MeteredVector<char> half(8 * megabyte, 'd', &meter);
  const MeteredVector<char> other(8 * megabyte, 'e', &meter);
  CHECK(half.front() == 'd');
  CHECK(half.back() == 'd');
  CHECK(other.front() == 'e');
}

TEST_CASE("what is kept is given back where the memory is asked for") {
  EngineBudget budget;
  budget.memory = 100 * megabyte;
  EngineMeter meter(budget, 0);
  { const MeteredVector<char> table(40 * megabyte, 'a', &meter); }
  CHECK(meter.room() == 75 * megabyte);
  const MeteredVector<char> two(60 * megabyte, 'b', &meter);
  CHECK(meter.kept_bytes() == 0);
}

}  // namespace cutpoint::testing::kept_tables_test
