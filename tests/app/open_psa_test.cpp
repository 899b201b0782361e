// Fault trees through the command line, and against scram as an external process where it is
// installed.
#include <cstdlib>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "importer/importing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/random.hpp"
#include "tests/support/run.hpp"

namespace cutpoint::testing::open_psa_test {

namespace {

using Tops = std::map<std::string, double>;

std::string scratch(const std::string& name) {
  const std::string folder = build_path("") + fmt::format("scratch/open-psa-{}", getpid());
  std::filesystem::create_directories(folder);
  return folder + "/" + name;
}

Tops analyzed(const std::string& file) {
  const Run result = run({"analyze", file, "--format", "json"});
  INFO(result.err);
  REQUIRE(result.exit == 0);
  Tops tops;
  const auto json = nlohmann::json::parse(result.out);
  for (const auto& journey : json["journeys"]) {
    tops[journey["name"]] = journey["unavailability"];
  }
  return tops;
}

bool has_scram() {
  static const bool found = std::system("command -v scram >/dev/null 2>&1") == 0;
  if (!found) WARN("scram is not installed: the comparison with it is skipped");
  return found;
}

/// Probabilities by top event from the other tool, exact on its side too.
Tops scram(const std::string& file) {
  const std::string report = scratch("scram-report.xml");
  const std::string command = fmt::format(
      "scram --bdd --probability true --ccf true -l 2 '{}' -o '{}' >/dev/null 2>'{}.log'", file,
      report, report);
  REQUIRE(std::system(command.c_str()) == 0);
  const std::string text = read_file(report);
  Tops tops;
  const std::regex row("<sum-of-products name=\"([^\"]*)\"[^>]* probability=\"([^\"]*)\"");
  for (std::sregex_iterator at(text.begin(), text.end(), row), end; at != end; ++at) {
    tops[(*at)[1]] = std::strtod((*at)[2].str().c_str(), nullptr);
  }
  return tops;
}

void check_alike(const Tops& ours, const Tops& theirs, double digits) {
  REQUIRE(ours.size() == theirs.size());
  for (const auto& [name, probability] : theirs) {
    INFO(name);
    REQUIRE(ours.count(name) == 1);
    CHECK(ours.at(name) == Approx(probability).epsilon(digits).margin(1e-13));
  }
}

std::string random_formula(Random& random, int gate, int gates, int depth) {
  if (depth == 0 || (depth < 3 && random.chance(35))) {
    if (gate + 1 < gates && random.chance(50)) {
      const int below =
          gate + 1 + static_cast<int>(random.below(static_cast<std::uint32_t>(gates - gate - 1)));
      return fmt::format("<gate name=\"g{}\"/>", below);
    }
    return fmt::format("<event name=\"e{}\"/>", random.below(12));
  }
  const auto arguments = [&](std::size_t count) {
    // The other tool takes no argument twice: arguments share no name.
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      std::string one = random_formula(random, gate, gates, depth - 1);
      const std::regex name("name=\"[^\"]*\"");
      for (std::sregex_iterator at(one.begin(), one.end(), name), end; at != end; ++at) {
        if (text.find(at->str()) == std::string::npos) continue;
        one = fmt::format("<event name=\"x{}\"/>", random.below(1'000'000'000));
        break;
      }
      text += one;
    }
    return text;
  };
  switch (random.below(3)) {
    case 0:
      return "<and>" + arguments(2 + random.below(2)) + "</and>";
    case 1:
      return "<or>" + arguments(2 + random.below(2)) + "</or>";
    default:
      return "<atleast min=\"2\">" + arguments(3 + random.below(2)) + "</atleast>";
  }
}

/// Coherent, and no gate just another name for one: where negations meet shared gates scram 0.16.2
/// is wrong now and then (it gives 0 for 0.1747 in a tree of 12 events that all 4 096 states
/// decide), so it is no judge there. The tests of the analyzer hold such trees against all their
/// states. It also counts an argument of `atleast` that stands there twice, by way of another name,
/// only once.
std::string random_tree(Random& random) {
  const int gates = 3 + static_cast<int>(random.below(6));
  std::string text = "<opsa-mef><define-fault-tree name=\"F\">";
  for (int gate = 0; gate < gates; ++gate) {
    std::string formula = random_formula(random, gate, gates, 3);
    text += fmt::format("<define-gate name=\"g{}\">{}</define-gate>", gate, formula);
  }
  text += "</define-fault-tree><model-data>";
  std::set<std::string> events;
  const std::regex name("<event name=\"([^\"]*)\"");
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
    events.insert((*at)[1]);
  }
  for (const std::string& event : events) {
    text +=
        fmt::format("<define-basic-event name=\"{}\"><float value=\"{}\"/></define-basic-event>",
                    event, random.unit());
  }
  return text + "</model-data></opsa-mef>";
}

}  // namespace

TEST_CASE("random fault trees have the probability that scram gives") {
  if (!has_scram()) return;
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261123);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_TREES", 60);
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    Random random(at);
    const std::string file = scratch("random.xml");
    const std::string text = random_tree(random);
    write_file(file, text);
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_TREES=1)\n" << text);
    check_alike(analyzed(file), scram(file), 6e-6);
    // And once more through the export.
    const std::string again = scratch("again.xml");
    REQUIRE(run({"export", "openpsa", file, "-o", again}).exit == 0);
    check_alike(analyzed(again), analyzed(file), 1e-12);
  }
}

TEST_CASE("every sample exports as a fault tree with the same probabilities") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("samples"))) {
    if (entry.path().extension() != ".yaml") continue;
    ++count;
    INFO(entry.path());
    const std::string file = scratch("sample.xml");
    REQUIRE(run({"export", "openpsa", entry.path().string(), "-o", file}).exit == 0);
    std::map<std::string, double> expected;
    for (const auto& [name, value] : analyzed(entry.path().string())) {
      expected[std::regex_replace(name, std::regex("[^A-Za-z0-9]"), "_")] = value;
    }
    check_alike(analyzed(file), expected, 1e-12);
    if (has_scram()) check_alike(expected, scram(file), 6e-6);
  }
  CHECK(count >= 5);
}

TEST_CASE("exported names fit the format and stay told apart") {
  const std::string file = scratch("names.yaml");
  write_file(
      file,
      "cutpoint: 1\njourneys: {'1 <j> & \"k\"': {needs: [a b, a-b, 'ü', {connected: [x, y]}]}}\n"
      "components:\n  a b: {kind: vm}\n  a-b: {kind: vm}\n  'ü': {kind: vm}\n"
      "  x: {kind: host, connects: [m, n]}\n  m: {kind: switch, connects: [y]}\n"
      "  n: {kind: switch, connects: [y]}\n  y: {kind: host}\n");
  const Run exported = run({"export", "openpsa", file});
  REQUIRE(exported.exit == 0);
  CHECK(exported.out.find("name=\"a_b\"") != std::string::npos);
  CHECK(exported.out.find("name=\"a_b_2\"") != std::string::npos);
  CHECK(exported.out.find("<label>a-b</label>") != std::string::npos);
  CHECK(exported.out.find("<label>1 &lt;j&gt; &amp; &quot;k&quot;</label>") != std::string::npos);
  const std::string xml = scratch("names.xml");
  write_file(xml, exported.out);
  const Tops ours = analyzed(xml);
  REQUIRE(ours.size() == 1);
  CHECK(ours.begin()->second == Approx(analyzed(file).begin()->second).epsilon(1e-12));
  if (has_scram()) check_alike(ours, scram(xml), 6e-6);
}

TEST_CASE("the report of a fault tree speaks of top events") {
  const std::string file = scratch("report.xml");
  write_file(
      file,
      "<opsa-mef name='Pumps'><define-fault-tree name='F'><define-gate name='top'><label>No "
      "water</label><or><xor><basic-event name='a'/><basic-event name='b'/></xor><basic-event "
      "name='c'/></or></define-gate><define-basic-event name='a'><exponential><float "
      "value='1e-5'/><system-mission-time/></exponential></define-basic-event>"
      "<define-basic-event name='b'><float value='0.1'/></define-basic-event>"
      "<define-basic-event name='c'><float value='0.01'/></define-basic-event>"
      "<define-basic-event name='idle'/></define-fault-tree></opsa-mef>");
  check_golden(
      "tests/app/fault-tree.txt",
      std::regex_replace(run({"analyze", file}).out, std::regex("\\S*/report.xml"), "FILE"));
  const double year = analyzed(file)["top"];
  const Run day = run({"analyze", file, "-f", "json", "--mission-time", "1d"});
  const auto json = nlohmann::json::parse(day.out);
  CHECK(json["journeys"][0]["unavailability"] < year);
  CHECK(json["journeys"][0]["coherent"] == false);
  CHECK(json["journeys"][0]["outages_per_year"].is_null());
  CHECK(json["unreachable"] == nlohmann::json::array({"idle"}));
  CHECK(run({"analyze", file, "--mission-time", "never"}).exit == 2);
  const Run drawn = run({"render", file, "-o", scratch("no.svg")});
  CHECK(drawn.exit == 2);
  CHECK(drawn.err.find("gates are no components: --as fault-tree draws the gates") != std::string::npos);
  CHECK(run({"whatif", file, "--fail", "c"}).out.find("down") != std::string::npos);
}

TEST_CASE("benchmark fault trees have the known probabilities") {
  const char* folder = std::getenv("CUTPOINT_FAULT_TREES");
  if (folder == nullptr) {
    WARN("CUTPOINT_FAULT_TREES names no folder of benchmark fault trees: skipped");
    return;
  }
  const Tops known = {{"baobab1", 0.000101708}, {"baobab2", 0.000713018}, {"baobab3", 0.00224117},
                      {"cea9601", 0.00148409},  {"chinese", 0.00117058},  {"das9201", 0.0134237},
                      {"das9202", 0.0101154},   {"das9203", 0.0013488},   {"das9204", 2.16942e-11},
                      {"das9205", 1.38408e-08}, {"das9206", 0.229687},    {"das9207", 0.346696},
                      {"das9208", 0.0130179},   {"das9209", 1.058e-13},   {"das9601", 0.0042344},
                      {"edf9201", 0.324591},    {"edf9202", 0.781302},    {"edf9203", 0.599589},
                      {"edf9204", 0.525374},    {"edf9205", 0.209351},    {"edf9206", 8.615e-12},
                      {"edfpa14b", 0.29562}};
  for (const auto& [name, probability] : known) {
    INFO(name);
    const Tops tops = analyzed(std::string(folder) + "/" + name + ".xml");
    REQUIRE(tops.size() == 1);
    CHECK(tops.begin()->second == Approx(probability).epsilon(6e-6));
  }
}

}  // namespace cutpoint::testing::open_psa_test
