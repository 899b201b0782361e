#include "importer/evidence/entries.hpp"

#include "tests/support/catch.hpp"

namespace cutpoint::testing::entries_test {

namespace {

using Positions = std::vector<std::size_t>;

EntryCandidate open_one(Role role = Role::unknown) {
  return {role, true, false, false};
}
EntryCandidate inner_one(Role role = Role::unknown) {
  return {role, false, false, false};
}

}  // namespace

TEST_CASE("users come in where it stands open and no other way in calls") {
  // 0 front → 1 hidden → 2 api; 3 database; 4 its user interface
  const std::vector<EntryCandidate> shop = {open_one(), inner_one(), open_one(),
                                            open_one(Role::store), open_one(Role::tool)};
  const Entries entries = find_entries(shop, {{0, 1}, {1, 2}, {2, 3}, {4, 3}, {4, 2}});
  CHECK(entries.components == Positions{0});
  CHECK(entries.reason == EntryReason::open);
  CHECK(entries.background.empty());
  // Called softly, or merely started after: still a way in.
  CHECK(find_entries(shop, {{0, 2, true}}).components == Positions{0, 2});
  CHECK(find_entries(shop, {{0, 2, false, true}}).components == Positions{0, 2});
  // Two that call each other are both called by users.
  CHECK(find_entries(shop, {{0, 2}, {2, 0}}).components == Positions{0, 2});
}

TEST_CASE("what nobody calls and does not stand open is background work") {
  const Entries entries = find_entries(
      {open_one(), inner_one(), inner_one(Role::queue), inner_one(Role::cron)}, {{0, 2}, {1, 2}});
  CHECK(entries.components == Positions{0});
  CHECK(entries.background == Positions{1});
}

TEST_CASE("routes name the ways in; what else stands open joins them where none calls it") {
  std::vector<EntryCandidate> routed = {inner_one(), open_one(), open_one()};
  routed[0].is_declared = true;
  const Entries entries = find_entries(routed, {{0, 1}});
  CHECK(entries.components == Positions{0, 2});
  CHECK(entries.reason == EntryReason::declared);
}

TEST_CASE("where no program stands open, something else is the product") {
  CHECK(find_entries({open_one(Role::store), inner_one(Role::telemetry)}, {{1, 0}}).components ==
        Positions{0});
  CHECK(
      find_entries({open_one(Role::telemetry), inner_one(Role::telemetry)}, {{0, 1}}).components ==
      Positions{0});
  std::vector<EntryCandidate> quiet = {inner_one(), inner_one(), inner_one(Role::store)};
  CHECK(find_entries(quiet, {{1, 0, false, true}, {0, 2}}).components == Positions{0, 1});
  quiet[0].listens = true;
  CHECK(find_entries(quiet, {{1, 0, false, true}, {0, 2}}).components == Positions{0});
  quiet[0].listens = false;
  quiet[1].takes_work = true;
  CHECK(find_entries(quiet, {{1, 0}, {0, 2}}).components == Positions{0});
  CHECK(find_entries({inner_one(Role::job)}, {}).reason == EntryReason::everything);
  CHECK(find_entries({}, {}).components.empty());
}

TEST_CASE("a long chain and a large circle of calls are taken") {
  constexpr std::size_t size = 50'000;
  std::vector<EntryCandidate> all(size, inner_one());
  all[0].is_open = true;
  all[size - 1].is_open = true;
  std::vector<EntryEdge> edges;
  for (std::size_t i = 0; i + 1 < size; ++i) edges.push_back({i, i + 1});
  CHECK(find_entries(all, edges).components == Positions{0});
  edges.push_back({size - 1, 0});
  CHECK(find_entries(all, edges).components == Positions{0, size - 1});
}

}  // namespace cutpoint::testing::entries_test
