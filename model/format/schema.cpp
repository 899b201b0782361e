// The format described for machines (JSON Schema) and people (Markdown), from the key tables.
#include <fmt/format.h>

#include "cutpoint/kind.hpp"
#include "model/format/codec/codec.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {

Json requirement_schema();

template <>
std::string NamedCodec<DraftComponent>::definition_name() {
  return "component";
}
template <>
std::string NamedCodec<DraftJourney>::definition_name() {
  return "journey";
}
template <>
std::string NamedCodec<DraftKind>::definition_name() {
  return "kind";
}
template <>
std::string NamedCodec<DraftDefaults>::definition_name() {
  return "defaults";
}
template <>
std::string NamedCodec<DraftCommonCause>::definition_name() {
  return "common_cause";
}

std::string architecture_schema() {
  Json document = object_schema<Draft>();
  document["type"] = "object";
  document["required"] = Json::array({"cutpoint"});
  document["properties"]["cutpoint"] = {{"const", 1}, {"description", "Version of the format: 1."}};
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "cutpoint architecture description, format version 1"}};
  schema.update(document);
  schema["definitions"] = {{"requirement", requirement_schema()},
                           {"component", object_schema<DraftComponent>()},
                           {"journey", object_schema<DraftJourney>()},
                           {"kind", object_schema<DraftKind>()},
                           {"defaults", object_schema<DraftDefaults>()},
                           {"common_cause", object_schema<DraftCommonCause>()}};
  return schema.dump(2) + "\n";
}

namespace {

template <class Object>
std::string table_of() {
  std::string text = fmt::format("\n## Keys of {}\n\n| key | value | meaning |\n|---|---|---|\n",
                                 KeyTable<Object>::title());
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    std::string value = row.describe();
    for (std::size_t at = 0; (at = value.find('|', at)) != std::string::npos; at += 2) {
      value.replace(at, 1, "\\|");
    }
    text += fmt::format("| `{}` | {} | {} |\n", row.name, value, row.summary);
  }
  return text;
}

constexpr std::string_view introduction = R"(# The architecture format, version 1

Generated from the tables that the reader uses (`cutpoint schema` prints the same as JSON Schema).
Keys that start with `x-` are free at every level. Unknown keys, duplicate keys, unknown names,
impossible numbers and missing units are errors.

Entries of `needs` and `depends_on`:

| entry | meaning |
|---|---|
| `name` | that component must work |
| `{any_of: [a, b]}` | at least one must work; `{all_of: […]}` all of them |
| `{at_least: 2, of: [a, b, c]}` | at least two must work |
| `{quorum: majority, of: [a, b, c]}` | more than half must work: two of three, three of four |
| `{any_of: {label: {image: api}}}` | members chosen by their labels |
| `{component: a, soft: true}` | wanted, but its failure only degrades the service |
| `{component: a, fallback: 95%}` | needed, but its failure is survived with that probability |
| `{connected: [a, b]}` | a way over working links and components joins them |
| `…, inferred: environment DB_HOST` | an importer concluded this edge from what it names |

Entries nest; `soft`, `fallback` and `failover` may stand on groups too.
)";

}  // namespace

std::string architecture_format_reference() {
  return std::string(introduction) + table_of<Draft>() + table_of<DraftJourney>() +
         table_of<DraftComponent>() + table_of<DraftLink>() + table_of<DraftCommonCause>() +
         table_of<DraftKind>() + table_of<DraftDefaults>() + table_of<DraftFigures::Observed>() +
         table_of<Restart>() + table_of<RepairTimes>() + table_of<Failover>() +
         table_of<HealthCheck>() + table_of<Backup>() + table_of<Replication>() +
         table_of<Artifact>() + table_of<Objectives>() + table_of<ServiceLevel>() +
         table_of<CreditTier>() + table_of<Revenue>() + table_of<Acceptance>();
}

}  // namespace cutpoint
