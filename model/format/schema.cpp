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

namespace {

/// Kinds are known where the document is all there is of it: it declares none itself and takes in
/// no file that may.
Json known_kinds() {
  Json names = Json::array();
  for (const Kind& kind : built_in_kinds()) names.push_back(kind.name);
  const Json kind = {{"enum", names}};
  const auto free_keys = Json{{"^x-", Json::object()}};
  const Json components = {{"patternProperties", free_keys},
                           {"additionalProperties", {{"properties", {{"kind", kind}}}}}};
  const Json defaults = {
      {"propertyNames", {{"anyOf", Json::array({kind, Json{{"pattern", "^x-"}}})}}}};
  return {{"properties", {{"components", components}, {"defaults", defaults}}}};
}

}  // namespace

std::string architecture_schema() {
  Json document = object_schema<Draft>();
  document["type"] = "object";
  document["required"] = Json::array({"cutpoint"});
  document["properties"]["cutpoint"] = {{"const", 1}, {"description", "Version of the format: 1."}};
  document["properties"]["journeys"]["minProperties"] = 1;
  document["if"] = {{"not",
                     {{"anyOf", Json::array({Json{{"required", Json::array({"kinds"})}},
                                             Json{{"required", Json::array({"include"})}}})}}}};
  document["then"] = known_kinds();
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
| `{component: a, needed: false}` | in a file that overlays another: what that says of `a` is wrong |

Entries nest; `soft`, `fallback` and `failover` may stand on groups too.

Entries of a file that overlays another join those below, and where both speak of one component, the later says what holds: an entry for
it replaces the earlier one, and a group replaces single entries for its members and groups of the same members that an importer
inferred. An empty list clears all that stands below.

`placement` says how the instances of a component sit on what `runs_on` names:

| placement | meaning |
|---|---|
| `spread` | each instance stays where it was placed, round robin over the hosts and over the instances of a host that is a pool, and fails with that |
| `one-to-one` | the same, and there are exactly as many of one as of the other |
| `exclusive` | instances move at once to whatever works, but two never share one: as many must work below as must work above |
| `anywhere` | instances move at once to whatever works: they fail with all hosts only |

Where it is not said, a list places instances round robin, and an instance on a pool falls with the whole pool only; a warning asks to
say it.

Durations: `ms`, `s`, `m`, `h`, `d`, `w` and `y` (365 days), spelt out too (`30 min`, `2 hours`, `1 year`), and one behind the other,
`1h30m`.
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
