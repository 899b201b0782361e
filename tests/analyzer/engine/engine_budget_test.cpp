// What a budget says, how it is kept count of, and that it is kept.
#include "cutpoint/engine_budget.hpp"

#include <fstream>
#include <string>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/budget/engine_meter.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/fault_tree.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::engine_budget_test {

namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20U;

EngineBudget budget_of(std::string_view text) {
  const auto budget = parse_engine_budget(text);
  INFO(text << ": " << budget.error.message);
  REQUIRE(budget.value.has_value());
  return *budget.value;
}

std::string complaint_of(std::string_view text) {
  const auto budget = parse_engine_budget(text);
  return budget.value ? "" : budget.error.message + "; " + budget.error.help;
}

/// Conjunctions of sums of far-apart pairs: a diagram that doubles with each pair.
Bdd::Ref far_apart_pairs(Bdd& bdd, Bdd::Variable pairs) {
  Bdd::Ref result = Bdd::one;
  for (Bdd::Variable i = 0; i < pairs; ++i) {
    result = bdd.both(result, bdd.either(bdd.variable(i), bdd.variable(i + pairs)));
  }
  return result;
}

/// A conjunction of so many disjunctions of three events each: no order makes its diagram small.
FaultTree random_triples(std::uint32_t events, std::uint32_t triples) {
  Random random(20261121);
  FaultTree tree;
  for (std::uint32_t i = 0; i < events; ++i) {
    tree.events.push_back({fmt::format("e{}", i), "", 0.01, {}, {}, {}});
  }
  Gate top;
  top.name = "top";
  top.connective = Connective::all;
  for (std::uint32_t i = 0; i < triples; ++i) {
    Gate any;
    any.connective = Connective::any;
    for (int j = 0; j < 3; ++j) {
      GateArgument argument;
      argument.event = PrimaryEventId(random.below(events));
      any.arguments.push_back(argument);
    }
    GateArgument argument;
    argument.gate = tree.gates.push_back(any);
    top.arguments.push_back(argument);
  }
  tree.tops = {tree.gates.push_back(top)};
  return tree;
}

/// The most memory this process has held, in bytes.
std::uint64_t peak_of_this_process() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
  }
  return 0;
}

/// The peak of a process that only analyses.
std::uint64_t peak_of_analysis(const AnalysisOptions& options) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    const CompiledFaultTree compiled = compile(random_triples(150, 260));
    (void)analyze(compiled.model, compiled.function, options);
    const std::uint64_t peak = peak_of_this_process();
    _exit(write(ends[1], &peak, sizeof peak) == sizeof peak ? 0 : 1);
  }
  std::uint64_t peak = 0;
  const bool heard = ::read(ends[0], &peak, sizeof peak) == sizeof peak;
  waitpid(child, nullptr, 0);
  close(ends[0]);
  close(ends[1]);
  REQUIRE(heard);
  return peak;
}

}  // namespace

TEST_CASE("an analysis stays below its memory") {
#if defined(__SANITIZE_ADDRESS__)
  return;  // which holds back what is freed
#endif
  for (const std::uint64_t mebibytes : {72U, 96U}) {
    INFO(mebibytes << " MiB");
    AnalysisOptions options;
    options.combinations = false;
    options.bdd_nodes = EngineBudget::most_nodes;
    options.budget.memory = mebibytes * mebibyte;
    options.budget.steps = 30'000'000;
    const std::uint64_t peak = peak_of_analysis(options);
    CHECK(peak < options.budget.memory);
    // Not by asking for little: most of it was used.
    CHECK(peak > options.budget.memory / 3);
  }
}

TEST_CASE("a budget is a time, a memory or both, in any order") {
  CHECK(budget_of("10s").time == Duration::seconds(10.0));
  CHECK(budget_of("10s").memory == EngineBudget::default_memory);
  CHECK_FALSE(budget_of("4GiB").time.has_value());
  CHECK(budget_of("512MiB").memory == 512 * mebibyte);
  for (const char* text : {"90s,1.5GiB", "1.5GiB,90s", " 1.5 GiB , 1m30s", "1.5GiB,1.5min"}) {
    INFO(text);
    CHECK(budget_of(text).time == Duration::seconds(90.0));
    CHECK(budget_of(text).memory == 1536 * mebibyte);
  }
  CHECK(budget_of("250ms").time == Duration::seconds(0.25));
  CHECK(to_text(budget_of("90s,1.5GiB")) == "1m30s,1.5GiB");
  CHECK(to_text(EngineBudget()) == "4GiB");
}

TEST_CASE("a budget that cannot be read is refused with what to write") {
  CHECK(complaint_of("10") == "`10` has no unit; did you mean `10s`, or `10GiB`?");
  CHECK(complaint_of("4GB") == "`4GB` is neither a time nor a memory; did you mean `4GiB`?");
  CHECK(complaint_of("4G").find("did you mean `4GiB`?") != std::string::npos);
  CHECK(complaint_of("10s,20s") ==
        "the budget gives two times; write a time, a memory or both: 10s, 4GiB, 10s,4GiB");
  CHECK(complaint_of("1GiB,2GiB").starts_with("the budget gives two memories"));
  CHECK(complaint_of("1MiB").starts_with("`1MiB` is too little memory"));
  CHECK(complaint_of("0s").starts_with("`0s` is no time to work in"));
  CHECK(complaint_of("never").starts_with("`never` is no time to work in"));
  for (const char* text : {"", ",", "10s,", "soon", "-1s", "10s;4GiB", "nan", "1e400s"}) {
    INFO(text);
    CHECK_FALSE(complaint_of(text).empty());
  }
}

TEST_CASE("steps end a task and leave the next one its own") {
  EngineBudget budget;
  budget.steps = 100'000;
  EngineMeter meter(budget, 0);
  std::uint64_t steps = 0;
  while (meter.step()) ++steps;
  CHECK(meter.spent());
  CHECK(steps < budget.steps);
  meter.cut();
  meter.begin(EngineTask::bounds);
  CHECK_FALSE(meter.spent());
  // What a task has used counts when it is taken up again.
  meter.begin(EngineTask::availability);
  CHECK_FALSE(meter.step());
  meter.cut();
  REQUIRE(meter.cuts().size() == 1);
  CHECK(meter.cuts().front() == EngineCut{EngineTask::availability, EngineLimit::steps});
}

TEST_CASE("a time that is over ends a task") {
  EngineBudget budget;
  budget.time = Duration::seconds(1e-9);
  EngineMeter meter(budget, 0);
  CHECK_FALSE(meter.step());
  meter.cut();
  CHECK(meter.cuts().front().limit == EngineLimit::time);
}

TEST_CASE("tables count their bytes and stop before the budget is passed") {
  EngineBudget budget;
  budget.memory = 64 * mebibyte;
  for (const Bdd::Variable pairs : {4U, 24U}) {
    EngineMeter meter(budget, 0);
    const std::uint64_t room = meter.room();
    {
      Bdd bdd(2 * pairs, 1'000'000'000, &meter);
      const Bdd::Ref result = far_apart_pairs(bdd, pairs);
      CHECK((result == Bdd::exhausted) == (pairs == 24U));
      // Never negative: what grows asks first, old and new table together.
      CHECK(meter.room() < room);
      CHECK(meter.room() > 0);
      if (pairs == 24U) {
        // The pairs of a conjunction take their part beside the nodes.
        CHECK(bdd.size() * 16 > 4 * mebibyte);
        meter.cut();
        CHECK(meter.cuts().front().limit == EngineLimit::memory);
      }
    }
    CHECK(meter.room() == room);
  }
}

}  // namespace cutpoint::testing::engine_budget_test
