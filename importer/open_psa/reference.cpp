// The reference page of supported elements, from the tables that the reader uses.
#include <string>

#include <fmt/format.h>

#include "importer/importing.hpp"
#include "importer/open_psa/common_causes.hpp"
#include "importer/open_psa/formulas.hpp"
#include "importer/open_psa/open_psa.hpp"
#include "importer/open_psa/operations.hpp"

namespace cutpoint {

namespace open_psa {

namespace {

constexpr std::string_view introduction =
    R"(# Open-PSA fault trees

`cutpoint analyze model.xml [more.xml]` reads fault trees in the Open-PSA model exchange format (MEF 2.0). Several files are one model:
gates in one, basic events in another. Generated from the reader's tables.

## Definitions

| element | read as |
|---|---|
| `opsa-mef` | the root; the name of the model, where it has one |
| `define-fault-tree`, `define-component` | scopes. A name is looked up from the innermost scope outwards, then among what is public, then as a dotted path. `role="private"` makes what is inside known by its path only |
| `define-gate` | a gate: one formula. Gates that no other gate refers to are the top events, each reported as a journey |
| `define-basic-event` | a basic event: one expression, its probability at the mission time. It may be declared without one in the tree and get it in `model-data` |
| `define-house-event` | true or false; false where nothing is written |
| `define-parameter` | a named expression |
| `define-CCF-group` | a group of common-cause failures: `members`, `distribution`, `factor`s |
| `model-data` | basic events, house events and parameters outside trees |
| `label`, `attributes`, event trees, sequences, rules, alignments, extern libraries | passed over; all but the first two with a warning |

Substitutions, extern functions and tests of initiating or functional events are errors: they would change the numbers.

## Formulas

| element | true when |
|---|---|
| `gate`, `basic-event`, `house-event`, `event` | what it names has happened |
| `constant` | its `value` is true |
)";

constexpr std::string_view expressions_heading =
    R"(
Formulas nest. A gate that is always or never true is a warning. Where negations cannot be moved away, the top event is *not coherent*:
see below.

## Expressions

Times are in hours. Random deviates count with their mean.

| element | arguments | value |
|---|---|---|
)";

constexpr std::string_view causes_heading =
    R"(
`periodic-test` with eleven arguments is not read. The mission time is 8760 h; `--mission-time` sets another.

## Common causes

Each member becomes a gate: it fails with any of the independent events `[A]`, `[A B]`, … that hit it. Q is the distribution's value, n the
number of members. The members' own probability is that of the group, as OR of its events.

| model | factor levels | probability of an event that hits k members |
|---|---|---|
)";

constexpr std::string_view limits =
    R"(
## Top events that are not coherent

A top event is coherent when a further failure never mends it. Negations inside are moved down to the basic events first; where some
remain and matter, the report says *not coherent*, and:

- probability and importance are exact; Birnbaum importance may be negative;
- single points of failure and cut sets are the minimal sets of failures that fail the top while everything else works. What must work is
  not part of them;
- prime implicants say both: which events must have failed and which must work (`a + not b`) for the top to happen whatever the others do.
  They are all counted by order, and listed (1000 in JSON, lower orders first). Where their diagrams would take more than 50 000 nodes or
  their families more than 100 000, the report says that they were not computed;
- outages per year and Fussell–Vesely importance are absent.

Outages per year are also absent where a basic event states only a probability: a frequency needs a repairable process (`GLM`).

## Limits

400 levels of nesting, 1 GiB a file, 1 000 members and 100 000 events a CCF group, ten million tests in a `periodic-test`. Document types with
declarations of their own are refused (entity bombs); nothing outside the files named is ever read.
)";

}  // namespace

}  // namespace open_psa

std::string open_psa_reference() {
  std::string page(open_psa::introduction);
  for (const open_psa::ConnectiveRow& row : open_psa::connectives()) {
    page += fmt::format("| `{}` | {} |\n", row.name, row.meaning);
  }
  page += open_psa::expressions_heading;
  for (const open_psa::ExpressionForm& form : open_psa::expression_forms()) {
    page += fmt::format("| `{}` | | {} |\n", form.name, form.meaning);
  }
  for (const open_psa::Operation& row : open_psa::operations()) {
    page += fmt::format("| `{}` | {} | {} |\n", row.name, row.arguments, row.meaning);
  }
  page += open_psa::causes_heading;
  for (const open_psa::CommonCauseModel& model : open_psa::common_cause_models()) {
    page += fmt::format("| `{}` | {} | {} |\n", model.name, model.levels, model.formula);
  }
  return page + std::string(open_psa::limits);
}

}  // namespace cutpoint
