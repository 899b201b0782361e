// The page of what is read from plans and states, made from the tables that the importer uses.
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "importer/terraform/inventory/resource_types.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::page_test {

namespace {

using terraform::Part;
using terraform::ProviderTable;
using terraform::Relation;

struct PageSection {
  std::string_view title;
  const ProviderTable* table;
};

std::string code_list(const std::set<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += ", ";
    out += fmt::format("`{}`", name);
  }
  return out;
}

std::string_view words_of(Relation relation) {
  switch (relation) {
    case Relation::none:
      return "nothing at run time";
    case Relation::need:
      return "needs it";
    case Relation::needed_by:
      return "is needed by it";
    case Relation::member_of:
      return "is one of several that it can use";
    case Relation::has_member:
      return "can use it as one of several";
    case Relation::soft:
      return "works without it, but not fully";
    case Relation::telemetry:
      return "reports to it";
    case Relation::copied_to:
      return "has its data copied to it";
    case Relation::runs_on:
      return "lies in it or runs on it";
    case Relation::carries:
      return "has it as its own: who means it means the owner";
    case Relation::secured_by:
      return "may talk as it says";
  }
  return "";
}

std::string_view words_of(Part part) {
  switch (part) {
    case Part::glue:
      return "Joins others, and is followed through";
    case Part::group:
      return "Joins members of which users can do with fewer";
    case Part::place:
      return "Says where something lies";
    case Part::guard:
      return "Says who may talk to whom: no need";
    case Part::scaler:
      return "Says how many instances another has at least";
    case Part::permission:
      return "Permission, left out";
    case Part::settings:
      return "Read when something is set up, left out";
    case Part::unknown:
      return "Not read, and told";
    case Part::component:
    case Part::host:
      break;
  }
  return "";
}

std::string components_table(const ProviderTable& table) {
  std::map<std::string, std::set<std::string>> by_kind;
  for (const terraform::ResourceType& row : table.types) {
    if (row.part == Part::component || row.part == Part::host)
      by_kind[std::string(row.kind)].emplace(row.type);
  }
  std::string out = "| kind | resource types |\n|---|---|\n";
  for (const auto& [kind, types] : by_kind)
    out += fmt::format("| `{}` | {} |\n", kind, code_list(types));
  return out;
}

std::string parts_table(const ProviderTable& table) {
  std::map<Part, std::set<std::string>> by_part;
  for (const terraform::ResourceType& row : table.types) {
    if (row.part != Part::component && row.part != Part::host) by_part[row.part].emplace(row.type);
  }
  std::string out = "\n| what it does | resource types |\n|---|---|\n";
  for (const auto& [part, types] : by_part)
    out += fmt::format("| {} | {} |\n", words_of(part), code_list(types));
  return out;
}

std::string references_table(const ProviderTable& table) {
  std::map<Relation, std::set<std::string>> by_relation;
  for (const terraform::ReferenceRule& row : table.references) {
    std::string name(row.type.empty() ? "any type" : row.type);
    if (!row.attribute.empty()) name += fmt::format(": {}", row.attribute);
    if (row.attribute.empty()) name += fmt::format(" to {}", row.target);
    by_relation[row.relation].insert(std::move(name));
  }
  std::string out = "\n| who names another so … | attributes |\n|---|---|\n";
  for (const auto& [relation, names] : by_relation)
    out += fmt::format("| {} | {} |\n", words_of(relation), code_list(names));
  return out;
}

std::string counts_table(const ProviderTable& table) {
  std::string out =
      "\n| instances of | at least | else | where both are null |\n|---|---|---|---|\n";
  for (const terraform::CountRule& row : table.counts) {
    out += fmt::format("| `{}` | {} | {}{} | {} |\n", row.type,
                       row.minimum.empty() ? "–" : fmt::format("`{}`", row.minimum),
                       row.count.empty() ? "–" : fmt::format("`{}`", row.count),
                       row.times_zones ? ", in each zone" : "", row.otherwise);
  }
  out += "\n| lies in several zones where … | says |\n|---|---|\n";
  for (const terraform::ZoneRule& row : table.zones)
    out += fmt::format("| `{}`: `{}` | `{}` |\n", row.type, row.attribute, row.value);
  return out;
}

}  // namespace

TEST_CASE("the page of resource types is made from the tables", "[terraform]") {
  const std::array sections = {
      PageSection{"AWS", &terraform::aws_table()}, PageSection{"Azure", &terraform::azure_table()},
      PageSection{"Google", &terraform::google_table()},
      PageSection{"Others, and rules for any type", &terraform::other_table()}};
  std::string page =
      "# Resource types of Terraform and OpenTofu\n\n"
      "Generated from the tables of the importer; what is done with them is on the\n"
      "[page of the import](../import-terraform.md). A `*` at the end stands for all types that\n"
      "begin so and have no row of their own. Types in no table are told with their count.\n";
  for (const PageSection& section : sections) {
    page += fmt::format("\n## {}\n\n", section.title);
    page += components_table(*section.table);
    page += parts_table(*section.table);
    page += references_table(*section.table);
    page += counts_table(*section.table);
  }
  check_golden("docs/reference/terraform-types.md", page);
}

}  // namespace cutpoint::testing::page_test
