// What votes grows to the next odd number, with its majority.
#include <algorithm>

#include "analyzer/advice/advise.hpp"
#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::quorum_advice_test {

namespace {

std::string voting_text(const std::string& store, const std::string& name = "store") {
  return "journeys: {use: {needs: [" + name + "]}}\ncomponents:\n  " + name + ": {" + store + "}\n";
}

Draft voting_draft(const std::string& store, const std::string& name) {
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft draft = read_architecture_text("a.yaml", "cutpoint: 1\n" + voting_text(store, name),
                                       sources, diagnostics);
  REQUIRE(!diagnostics.has_errors());
  return draft;
}

Advice advice_of(const std::string& store, const std::string& name = "store") {
  AdviceOptions options;
  options.target = Availability::from_unavailability(1e-9);
  options.journeys = {JourneyId(0U)};
  auto advice = advise(voting_draft(store, name), options);
  REQUIRE(advice);
  return std::move(*advice);
}

/// The first step that advice takes in running more of it, for it goes on from there; null where it
/// wants nothing of the kind.
const AdvisedChange* more_instances(const Advice& advice) {
  const AdvisedChange* first = nullptr;
  for (const AdvisedChange& change : advice.changes) {
    const ChangeDescription& what = change.description;
    if (what.what != ChangeDescription::What::more_instances) continue;
    if (what.majority != 0) CHECK(what.instances % 2 == 1);
    if (first == nullptr || what.instances < first->description.instances) first = &change;
  }
  return first;
}

}  // namespace

TEST_CASE("advice grows what votes to the next odd number, and a pool of servers by one") {
  struct Case {
    const char* name;
    const char* store;
    std::uint32_t instances;
    std::uint32_t majority;  // 0 where they do not vote
  };
  for (const Case& c : {
           Case{"store", "kind: service, quorum: majority, replicas: 1", 3, 2},
           Case{"store", "kind: service, quorum: majority, replicas: 2", 3, 2},
           Case{"store", "kind: service, quorum: majority, replicas: 3", 5, 3},
           Case{"store", "kind: service, quorum: majority, replicas: 4", 5, 3},
           Case{"store", "kind: database, at_least: 2, replicas: 3", 5, 3},
           Case{"store", "kind: service, at_least: 2, replicas: 3", 4, 0},
           Case{"store", "kind: service, at_least: 3, replicas: 4", 5, 0},
           // By its name it is one that votes; raft in aircraft is no word.
           Case{"zookeeper", "kind: service, at_least: 2, replicas: 3", 5, 3},
           Case{"my-etcd-0", "kind: service, at_least: 3, replicas: 5", 7, 4},
           Case{"aircraft", "kind: service, at_least: 2, replicas: 3", 4, 0},
       }) {
    INFO(c.name << " " << c.store);
    const Advice advice = advice_of(std::string(c.store) + ", mtbf: 90d, mttr: 8h", c.name);
    const AdvisedChange* more = more_instances(advice);
    REQUIRE(more != nullptr);
    CHECK(more->description.instances == c.instances);
    CHECK(more->description.majority == c.majority);
  }
}

TEST_CASE("a larger quorum brings what the changed document has") {
  const std::string figures = "mtbf: 90d, mttr: 8h";
  const Advice advice = advice_of("kind: service, quorum: majority, replicas: 3, " + figures);
  const AdvisedChange* more = more_instances(advice);
  REQUIRE(more != nullptr);
  const AnalysedDocument changed(
      voting_text("kind: service, at_least: 3, replicas: 5, " + figures));
  const double five = changed.unavailability();
  CHECK(more->alone.after.front().availability.unavailability() == Approx(five).epsilon(1e-9));
}

}  // namespace cutpoint::testing::quorum_advice_test
