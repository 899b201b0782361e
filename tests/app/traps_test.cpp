// What is valid and hardly meant is told with its place, by every command.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::traps_test {

namespace {

const std::string start = "cutpoint: 1\njourneys: {use: {needs: [a]}}\ncomponents:\n";

Run analyzed(const std::string& text) {
  write_file("./a.yaml", text);
  return run({"analyze", "a.yaml"});
}

nlohmann::json journey_of(const std::string& text) {
  write_file("./a.yaml", text);
  const Run json = run({"analyze", "a.yaml", "--format", "json"});
  INFO(json.err);
  REQUIRE(json.exit == 0);
  return nlohmann::json::parse(json.out)["journeys"][0];
}

std::string warning(const std::string& text) {
  const Run result = analyzed(text);
  CHECK(result.exit == 0);
  // Lint tells the same, in the same words.
  const Run lint = run({"lint", "a.yaml", "--no-config"});
  const std::string first = result.err.substr(0, result.err.find('\n'));
  INFO(lint.out);
  CHECK((first.empty() || has(lint.out, first)));
  return result.err;
}

}  // namespace

TEST_CASE("a host that nothing runs on is told, and its failure changes nothing") {
  const ScratchFolder scratch("traps/second-host");
  const std::string hosts =
      "  g1: {kind: host, mtbf: 1y, mttr: 6h}\n  g2: {kind: host, mtbf: 1y, mttr: 6h}\n";
  const std::string two = start + "  a: {kind: model_server, runs_on: [g1, g2]%}\n" + hosts;
  const auto with = [&two](const std::string& more) {
    std::string text = two;
    return text.replace(text.find('%'), 1, more);
  };
  const std::string told = warning(with(""));
  CHECK(has(told, "warning[unused-host]: nothing of `a` runs on `g2`"));
  CHECK(has(told, "a.yaml:4:41"));
  const Run unused = run({"whatif", "a.yaml", "--fail", "g2"});
  CHECK(has(unused.out, "survives"));
  CHECK(has(unused.out, "No journey uses g2."));
  CHECK(nlohmann::json::parse(
            run({"whatif", "a.yaml", "--fail", "g2", "--format", "json"}).out)["unused"] ==
        nlohmann::json::array({"g2"}));
  CHECK(!has(run({"whatif", "a.yaml", "--fail", "g1"}).out, "No journey uses"));
  CHECK(warning(with(", replicas: 2")).empty());
  CHECK(warning(with(", placement: anywhere")).empty());
  CHECK(!has(run({"whatif", "a.yaml", "--fail", "g2"}).out, "No journey uses"));
}

TEST_CASE("a redundancy on the first host of every list is told") {
  const ScratchFolder scratch("traps/same-host");
  const auto text = [](const std::string& second) {
    return "cutpoint: 1\njourneys: {use: {needs: [{any_of: [a, b]}]}}\ncomponents:\n"
           "  a: {kind: service, runs_on: [h1, h2]}\n  b: {kind: service, runs_on: " +
           second + "}\n  h1: {kind: host}\n  h2: {kind: host}\n";
  };
  const std::string told = warning(text("[h1, h2]"));
  CHECK(has(told, "warning[same-host]: all members run on `h1`"));
  CHECK(has(told, "`runs_on: h2` for `b`"));
  // One mistake, one warning; and what it advises mends it.
  CHECK(!has(told, "unused-host"));
  CHECK(!has(warning(text("h2")), "same-host"));
  CHECK(!has(warning(text("[h2, h1]")), "same-host"));
  CHECK(!has(warning(text("h2")), "same-host"));
}

TEST_CASE("a group of one is told to be no redundancy") {
  const ScratchFolder scratch("traps/single-member");
  const auto text = [](const std::string& need) {
    return "cutpoint: 1\njourneys: {use: {needs: [" + need +
           "]}}\ncomponents:\n  a: {kind: service, labels: {tier: one}}\n";
  };
  const std::string told = warning(text("{any_of: [a]}"));
  CHECK(has(told, "warning[single-member]: the group has one member, `a`: that is no redundancy"));
  CHECK(has(told, "a.yaml:2:26"));
  CHECK(has(told, "or need `a` itself"));
  CHECK(has(warning(text("{at_least: 1, of: [a]}")), "[single-member]"));
  CHECK(has(warning(text("{any_of: {label: {tier: one}}}")), "[single-member]"));
  // Nobody calls this a redundancy.
  CHECK(warning(text("{all_of: [a]}")).empty());
}

TEST_CASE("a pool on a pool asks how its instances sit") {
  const ScratchFolder scratch("traps/pool-on-pool");
  const auto text = [](const std::string& placement) {
    return start + "  a: {kind: container, replicas: 2, at_least: 2, runs_on: vm" + placement +
           ", mtbf: 30d, mttr: 15m}\n  vm: {kind: vm, replicas: 2, mtbf: 180d, mttr: 2h}\n";
  };
  const std::string told = warning(text(""));
  CHECK(has(told, "warning[unstated-placement]: `a` runs on the pool `vm`"));
  CHECK(has(told, "a.yaml:4:59"));
  CHECK(has(told, "one-to-one"));
  CHECK(warning(text(", placement: one-to-one")).empty());
  CHECK(has(run({"whatif", "a.yaml", "--fail", "vm#2"}).out, "use → a → vm"));
  const std::string single = warning(start +
                                     "  a: {kind: container, runs_on: vm}\n"
                                     "  vm: {kind: vm, replicas: 2}\n");
  CHECK(has(single, "warning[unstated-placement]: `a` runs on the pool `vm`"));
  CHECK(has(single, "`placement: spread`"));
  CHECK(!has(single, "one-to-one"));
  CHECK(!has(single, "exclusive"));
  const Run wrong = analyzed(text(", placement: one-to-two"));
  CHECK(wrong.exit == 2);
  CHECK(has(wrong.err, "did you mean `one-to-one`?"));
  const Run odd = analyzed(start +
                           "  a: {kind: vm, replicas: 3, runs_on: h, placement: one-to-one}\n"
                           "  h: {kind: host, replicas: 2}\n");
  CHECK(has(odd.err, "that is not one to one"));
  CHECK(
      has(analyzed(start + "  a: {kind: vm, placement: spread}\n").err, "nothing that it runs on"));
}

TEST_CASE("links fail as a component of their kind does, unless they say otherwise") {
  const ScratchFolder scratch("traps/links");
  const auto down = [](const std::string& defaults, const std::string& link = "b") {
    return journey_of("cutpoint: 1\n" + defaults +
                      "journeys: {net: {needs: [{connected: [a, b]}]}}\ncomponents:\n"
                      "  a: {kind: client, connects: [" +
                      link + "]}\n  b: {kind: host, mtbf: never}\n")["unavailability"]
        .get<double>();
  };
  CHECK(down("") == Approx(4.0 / (2 * 8760 + 4)));
  CHECK(down("defaults: {link: {mtbf: 96h, mttr: 4h}}\n") == Approx(0.04));
  CHECK(down("defaults: {link: {mtbf: 96h, mttr: 4h}}\n", "{to: b, mtbf: 90h, mttr: 10h}") ==
        Approx(0.1));
  CHECK(down("defaults: {link: {mtbf: never}}\n") == 0.0);
  CHECK(down("", "{to: b, mtbf: never}") == 0.0);
  // A guess of the catalogue is marked as one.
  const Run report = analyzed(
      "cutpoint: 1\njourneys: {net: {needs: [{connected: [a, b]}]}}\ncomponents:\n"
      "  a: {kind: client, connects: [b]}\n  b: {kind: host, mtbf: never}\n");
  CHECK(has(report.out, "a -- b"));
}

TEST_CASE("figures that are swapped, or a repair longer than what it repairs") {
  const ScratchFolder scratch("traps/swapped");
  const auto text = [](const std::string& figures) {
    return start + "  a: {kind: database, " + figures + "}\n";
  };
  const std::string told = warning(text("mtbf: 1h, mttr: 1y"));
  CHECK(has(told, "warning[doubtful-figures]"));
  CHECK(has(told, "are the two swapped?"));
  CHECK(has(told, "a.yaml:4:39"));
  CHECK(has(warning(text("mtbf: 1h, mttr: 50m")), "it would be down 45 % of the time"));
  CHECK(warning(text("mtbf: 1h, mttr: 30m")).empty());
  CHECK(warning(text("mtbf: 1y, mttr: 30min")).empty());
  // Most failures are over at once: the mean counts.
  CHECK(
      warning(text("mtbf: 4h, mttr: 3h, restart: {policy: always, time: 1m, cures: 95%}")).empty());
  CHECK(warning(text("availability: 30%")).empty());
  CHECK(warning(text("observed: {operating: 2h, failures: 2, repairs: [5h, 6h]}")).empty());
  // What stands once is told once.
  const std::string defaults = warning(
      "cutpoint: 1\ndefaults: {vm: {mtbf: 1h, mttr: 9h}}\njourneys: {use: {needs: [a, b]}}\n"
      "components: {a: {kind: vm}, b: {kind: vm}}\n");
  CHECK(defaults.find("doubtful-figures") == defaults.rfind("doubtful-figures"));
}

TEST_CASE("what no journey needs stands in the report too, and is told with its place") {
  const ScratchFolder scratch("traps/unneeded");
  const std::string one = start + "  a: {kind: vm}\n  spare: {kind: vm}\n";
  const Run told = analyzed(one);
  CHECK(has(told.out, "Not used     spare"));
  CHECK(has(told.err, "warning[unreachable-component]: no journey needs `spare`"));
  CHECK(has(told.err, "--> a.yaml:5:3"));
  CHECK(has(told.err, "help: say what depends on it, or leave it out"));
  std::string many = one;
  for (int i = 0; i < 5; ++i) many += fmt::format("  more-{}: {{kind: vm}}\n", i);
  CHECK(has(analyzed(many).err, "no journey needs 3 more components"));
  // Somebody knows.
  CHECK(analyzed(one + "accept: {rule: unreachable-component, reason: bought}\n").err.empty());
}

TEST_CASE("the same host twice is one host") {
  const ScratchFolder scratch("traps/twice");
  const auto text = [](const std::string& hosts) {
    return start + "  a: {kind: pod, replicas: 2, runs_on: [" + hosts +
           "]}\n  b: {kind: vm}\n  c: {kind: vm}\n";
  };
  const std::string told = analyzed(text("b, b")).err;
  CHECK(has(told, "warning[same-host]: `b` is listed twice: all of `a` runs on it"));
  CHECK(has(told, "a.yaml:4:44"));
  // Two of three on one of them.
  CHECK_FALSE(has(analyzed(text("b, b, c")).err, "same-host"));
}

TEST_CASE("a Markdown document is read where it holds or names one model") {
  const ScratchFolder scratch("traps/markdown");
  write_file("./model.yaml", start + "  a: {kind: vm}\n");
  write_file("./named.md", "# Design\n\n<!-- cutpoint:model model.yaml -->\n");
  write_file("./held.md", "# Design\n\n```cutpoint\n" + start + "  a: {kind: vm}\n```\n");
  const std::string plain = run({"analyze", "model.yaml", "--format", "csv"}).out;
  for (const char* page : {"named.md", "held.md"}) {
    INFO(page);
    CHECK(run({"analyze", page, "--format", "csv"}).out == plain);
    CHECK(run({"render", page, "-o", "a.dot"}).exit == 0);
    CHECK(run({"report", page, "-o", "a.html"}).exit == 0);
    CHECK(run({"diff", page, "model.yaml"}).exit == 0);
    CHECK(run({"whatif", page, "--fail", "a"}).exit == 0);
  }
  write_file("./over.yaml", "cutpoint: 1\ncomponents: {a: {mtbf: 90h, mttr: 10h}}\n");
  CHECK(has(run({"analyze", "held.md", "over.yaml", "--format", "json"}).out, "0.1"));
  write_file("./wrong.md", "# Design\n\n```cutpoint\n" + start + "  a: {kind: vmm}\n```\n");
  CHECK(has(run({"analyze", "wrong.md"}).err, "wrong.md:7:13"));
  write_file("./none.md", "# Design\n");
  CHECK(has(run({"analyze", "none.md"}).err, "holds no model: a model is a ```cutpoint block"));
  write_file("./plain.md", "# Design\n\n```yaml\n# shop\n" + start + "  a: {kind: vm}\n```\n");
  for (const char* command : {"analyze", "lint", "report"}) {
    INFO(command);
    const Run result = run({command, "plain.md"});
    CHECK(result.exit == 2);
    CHECK(has(result.err, "line 5 is a model in a ```yaml block: write ```cutpoint"));
  }
  CHECK(has(run({"diff", "plain.md", "model.yaml"}).err, "line 5 is a model"));
  write_file("./other.md", "# Design\n\n```yaml\nname: x\ncutpoint: 1\n```\n");
  CHECK(!has(run({"analyze", "other.md"}).err, "line 5"));
  write_file("./two.md",
             "<!-- cutpoint:model model.yaml -->\n<!-- cutpoint:model model.yaml -->\n");
  CHECK(has(run({"analyze", "two.md"}).err, "holds 2 models"));
}

TEST_CASE("what newcomers write is answered with its place and what is meant") {
  const ScratchFolder scratch("traps/newcomers");
  struct Written {
    std::string text;
    std::string place;
    std::string help;
  };
  const auto component = [](const std::string& keys) { return start + "  a: {" + keys + "}\n"; };
  const auto journey = [](const std::string& keys) {
    return "cutpoint: 1\njourneys: {use: {" + keys +
           "}}\ncomponents: {a: {kind: vm}, b: {kind: vm}}\n";
  };
  for (const Written& written : std::vector<Written>{
           // Units and figures.
           {component("kind: vm, mtbf: 720"), "4:23", "durations need a unit"},
           {component("kind: vm, mtbf: 30D"), "4:23", "did you mean `30d`?"},
           {component("kind: vm, mtbf: 6M"), "4:23", "a month is no fixed time"},
           {component("kind: vm, mtbf: 6 months"), "4:23", "a month is no fixed time"},
           {component("kind: vm, mtbf: P30D"), "4:23", "write 30d for P30D"},
           {component("kind: vm, mtbf: 9d, mttr: 01:30:00"), "4:33", "written 1h30m"},
           {component("kind: vm, mtbf: -3d"), "4:23", "durations need a unit"},
           {component("kind: vm, availability: 99.9"), "4:31", "percentages need a %"},
           {component("kind: vm, availability: \"99,9%\""), "4:31", "did you mean `99.9%`?"},
           {component("kind: vm, mtbf: 9d, mttr: \"1,5h\""), "4:33", "did you mean `1.5h`?"},
           {component("kind: vm, availability: three nines"), "4:31", "write a percentage"},
           {component("kind: vm, cost: 50"), "4:23", "three letters"},
           {component("kind: vm, cost: $50/month"), "4:23", "an amount and a currency"},
           {component("kind: vm, replicas: two"), "4:27", "such as 3"},
           {component("kind: vm, at_least: 2"), "4:27", "set `replicas`"},
           {component("kind: database, backups: [{every: daily}]"), "4:41", "did you mean `1d`?"},
           {component("kind: vm, restart: {policy: always, time: 9s, cures: 95}"), "4:60",
            "percentages need a %"},
           // A value of another form.
           {component("kind: database, backups: daily"), "4:32", "such as [{every: 24h"},
           {component("kind: vm, restart: always"), "4:26", "such as {policy:"},
           {component("kind: vm, accept: yes"), "4:25", "such as [{rule:"},
           {component("kind: vm, depends_on: {b: {condition: healthy}}"), "4:30",
            "an entry is a name"},
           {journey("needs: [a], slo: 99.9%"), "2:35", "such as {availability: 99.9%"},
           {journey("needs: [a], slo: {target: 99.9%}"), "2:36", "did you mean `availability`?"},
           {journey("needs: [a], slo: {availability: 99%, period: monthly}"), "2:63",
            "month, quarter, year"},
           {journey("needs: [{any_of: a}]"), "2:35", "such as [a, b]"},
           {journey("needs: [{a: soft}]"), "2:27", "an entry is a name"},
           {journey("any_of: [a, b]"), "2:18", "`needs: [{any_of: [a, b]}]`"},
           {"cutpoint: 1\njourneys: {use: [a]}\ncomponents: {a: {kind: vm}}\n", "2:17",
            "such as `checkout: {needs: [web]}`"},
           {"cutpoint: 1\njourneys: {use: {needs: [a]}}\ncomponents:\n  - name: a\n", "4:3",
            "such as `web: {kind: service"},
           {"cutpoint: 1\njourneys: {use: {needs: [a]}}\ncomponents: {a: vm}\n", "3:17",
            "such as `web: {kind: service"},
           // Names and kinds.
           {journey("needs: [\"a, b\"]"), "2:26", "an entry of its own"},
           {journey("needs: [a or b]"), "2:26", "`{any_of: [a, b]}`"},
           {journey("needs: [a, b (optional)]"), "2:29", "soft: true"},
           {journey("needs: [A]"), "2:26", "did you mean `a`?"},
           {component("kind: web server"), "4:13", "did you mean `service`?"},
           {component("kind: Postgres 15"), "4:13", "did you mean `database`?"},
           {component("kind: kubernetes cluster"), "4:13", "did you mean `pod` or `host`?"},
           {component("kind: “vm”"), "4:13", "typographic quotes"},
           {component("kind: database, profile: aws.rds"), "4:32",
            "did you mean `aws.rds.multi-az`?"},
           {component("type: vm"), "4:7", "did you mean `kind`?"},
           {component("kind: vm, host: h"), "4:17", "did you mean `runs_on`?"},
           {component("kind: vm, slo: 99.9%"), "4:17", "an SLO belongs to a journey"},
           {component("kind: vm, soft: true"), "4:17", "is said by who needs it"},
           {component("kind: vm, rto: 4h"), "4:17", "did you mean `objectives`?"},
           {component("mtbf: 3d"), "4:3", "say what it is"},
           // The form of YAML.
           {start + "  a:\n\tkind: vm\n", "5:1", "blanks only"},
           {start + "  a:\n    kind: vm\n   mtbf: 3d\n", "6:4", "same column"},
           {start + "  a:\n    kind:vm\n", "5:5", "a blank stands behind the colon: `kind: vm`"},
           {component("kind:vm"), "4:7", "a blank stands behind the colon: `kind: vm`"},
           {"cutpoint: 1\njourneys:{use: {needs: [a]}}\n", "2:28", "with a blank behind the colon"},
           {component("kind: vm, runs_on: a, b"), "4:29", "stands in brackets, as in [a, b]"},
           {component("kind: vm, availability: 99,9%"), "4:34", "written with a point"},
           {component("kind: vm, description: \"x"), "4:30", "close it with the quote"},
           {start + "  a:\n    kind: vm\n    description: \"x\n    owner: us\n", "6:18",
            "close it with the quote"},
           {start + "  a:\n    kind: vm\n    description: \"x\n    owner: \"us\"\n", "6:18",
            "where it should end"},
           {component("kind: vm mtbf: 3d"), "4:20", "put a `,`"},
           {start + "  a:\n    kind: vm\n    owner: @us\n", "6:12", "in quotes"},
           {start + "  a:\n    kind: vm\n    description: `x`\n", "6:18", "in quotes"},
           {start + "  a: {kind: vm}\n  a: {kind: host}\n", "5:3", "first defined here"},
           {"- a\n- b\n", "1:1", "`cutpoint init`"},
           {"graph TD\n  A --> B\n", "1:1", "`cutpoint import`"},
       }) {
    INFO(written.text);
    const Run result = analyzed(written.text);
    INFO(result.err);
    CHECK(result.exit == 2);
    CHECK(has(result.err, "--> a.yaml:" + written.place + '\n'));
    CHECK(has(result.err, written.help));
  }
}

TEST_CASE("help, the version and terms are found where they are looked for") {
  const Run all = run({"help"});
  CHECK(all.exit == 0);
  CHECK(all.out == run({"--help"}).out);
  CHECK(run({"help", "analyze"}).out == run({"analyze", "--help"}).out);
  CHECK(has(run({"help", "analyse"}).err, "did you mean `analyze`?"));
  CHECK(run({"-V"}).out == run({"--version"}).out);
  CHECK(has(run({"explain", "spof"}).out, "single point of failure"));
  CHECK(has(run({"explain", "single", "point", "of", "failure"}).out, "stops a journey"));
  for (const char* word : {"exact", "estimated", "bounded"}) {
    const std::string text = run({"explain", word}).out;
    for (const char* source : {"fitted", "solved apart", "simulation"}) CHECK(has(text, source));
  }
  CHECK(has(run({"explain", "defeats"}).out, "hidden common cause"));
  CHECK(has(run({"explain", "degraded"}).out, "full service"));
  CHECK(has(run({"explain", "CP101"}).out, "single-point-of-failure"));
  // Kinds, by their names and by what they are called.
  const std::string balancer = run({"explain", "load_balancer"}).out;
  for (const char* words : {"Spreads requests", "mtbf 1y, mttr 1h", "drawn as diamond",
                            "aws.elb.multi-az", "CP107 lonely-load-balancer", "haproxy"}) {
    CHECK(has(balancer, words));
  }
  CHECK(run({"explain", "load-balancer"}).out ==
        "`load-balancer` as a kind: `load_balancer`\n\n" + balancer);
  CHECK(has(run({"explain", "Load", "Balancer"}).out, balancer));
  const std::string postgres = run({"explain", "postgres"}).out;
  CHECK(has(postgres, "`postgres` as a kind: `database`"));
  CHECK(has(postgres, "CP402 no-backup"));
  CHECK(has(postgres, "only record of something"));
  CHECK(has(run({"explain", "zone"}).out, "a place: what runs on it falls with it"));
  CHECK(has(run({"explain", "client"}).out, "does not fail by itself"));
  CHECK(has(run({"explain", "aws.s3"}).out, "{kind: object_storage, profile: aws.s3}"));
  // A term and a kind of that name are both told, a mere synonym is not told beside a term.
  CHECK(has(run({"explain", "switch"}).out, "Work moves from a member"));
  CHECK(has(run({"explain", "switch"}).out, "CP102 hidden-common-cause"));
  CHECK(!has(run({"explain", "quorum"}).out, "as a kind"));
  CHECK(has(run({"explain", "redis-cluster"}).err, "did you mean `cache`?"));
  const Run unknown = run({"explain", "quorm"});
  CHECK((unknown.exit == 2 && has(unknown.err, "did you mean `quorum`?")));
}

}  // namespace cutpoint::testing::traps_test
