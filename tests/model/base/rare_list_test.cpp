// Lists that are mostly empty.
#include <string>
#include <utility>
#include <vector>

#include "cutpoint/boxed.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::rare_list_test {

using Names = RareList<std::string>;

TEST_CASE("a rare list is one pointer wide, and reads as an empty list without one") {
  CHECK(sizeof(Names) == sizeof(void*));
  const Names none;
  CHECK(none.empty());
  CHECK(none.size() == 0);
  CHECK(none.all().empty());
  CHECK(none.begin() == none.end());
  CHECK(none == Names(std::vector<std::string>()));
}

TEST_CASE("copies of a rare list are independent, and compare by what they hold") {
  Names one;
  one.push_back("a");
  one.emplace_back("b");
  Names other = one;
  CHECK(other == one);
  other[0] = "c";
  CHECK(one.front() == "a");
  CHECK_FALSE(other == one);
  other = one;
  CHECK(other.all() == std::vector<std::string>{"a", "b"});
  const Names moved = std::move(other);
  CHECK(moved.back() == "b");
}

TEST_CASE("a rare list that has lost its last member is as one that never had any") {
  Names names(std::vector<std::string>{"a", "b"});
  names.erase_if([](const std::string& name) { return name == "a"; });
  CHECK(names.all() == std::vector<std::string>{"b"});
  names.erase_if([](const std::string&) { return true; });
  CHECK(names == Names());
  names.made().push_back("d");
  names.clear();
  CHECK(names.empty());
}

}  // namespace cutpoint::testing::rare_list_test
