// What is valid and hardly meant is told with its place, by every command; what is another file
// says what reads it.
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

TEST_CASE("what no journey needs stands in the report too") {
  const ScratchFolder scratch("traps/unneeded");
  CHECK(has(analyzed(start + "  a: {kind: vm}\n  spare: {kind: vm}\n").out, "Not used     spare"));
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
           {component("kind: vm, availability: \"99,9%\""), "4:31", "write a percentage"},
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
           {component("kind:vm"), "4:3", "say what it is"},
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

TEST_CASE("files of other formats say what reads them") {
  const ScratchFolder scratch("traps/foreign");
  const auto error = [](const std::string& name, const std::string& text) {
    write_file("./" + name, text);
    const Run result = run({"analyze", name});
    CHECK(result.exit == 2);
    // Lint says the same sentence, and nothing of a schema.
    const Run checked = run({"lint", name, "--format", "concise"});
    CHECK(checked.exit == 2);
    const std::size_t from = result.err.find("]: ") + 3;
    const std::string sentence = result.err.substr(from, result.err.find('\n') - from);
    if (has(result.err, "foreign-format")) {
      CHECK(has(checked.out, sentence));
      CHECK(!has(checked.out, "unknown-key"));
    }
    return result.err;
  };
  const std::string compose = error("docker-compose.yml", "services:\n  web: {image: nginx}\n");
  CHECK(has(compose, "docker-compose.yml is a Docker Compose file"));
  CHECK(has(compose, "`cutpoint import compose docker-compose.yml -o architecture.yaml`"));
  CHECK(run({"import", "compose", "docker-compose.yml", "-o", "architecture.yaml"}).exit == 0);
  CHECK(has(error("compose.json", "{\n  \"services\": {\"web\": {\"image\": \"nginx\"}}\n}\n"),
            "a Docker Compose file"));
  const std::string kubernetes =
      error("web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n");
  CHECK(has(kubernetes, "a Kubernetes manifest"));
  CHECK(has(kubernetes, "`cutpoint import kubernetes web.yaml -o architecture.yaml`"));
  CHECK(has(error("main.tf", "resource \"aws_instance\" \"web\" {\n  ami = \"x\"\n}\n"),
            "a Terraform configuration"));
  CHECK(has(error("stack.yaml", "AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n"),
            "a CloudFormation template"));
  CHECK(has(error("stack.yaml", "AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n"),
            "no import of this format yet"));
  const std::string resources = "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n";
  CHECK(has(error("stack.yaml", resources), "a CloudFormation template"));
  CHECK(has(error("stack.json", R"({"Resources": {"Web": {"Type": "AWS::EC2::Instance"}}})"),
            "a CloudFormation template"));
  CHECK(has(error("values.yaml", "replicaCount: 3\nimage: {repository: nginx}\n"),
            "a file of values for a Helm chart"));
  const std::string chart =
      error("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: '1'\n");
  CHECK(has(chart, "a Helm chart"));
  CHECK(has(chart, "`helm template . > rendered.yaml`"));
  CHECK(has(error("play.yaml", "- hosts: all\n  tasks: []\n"), "an Ansible playbook"));
  CHECK(has(error("api.yaml", "openapi: 3.0.0\npaths: {}\n"), "an OpenAPI description"));
  CHECK(has(error("main.tf", "resource \"aws_instance\" \"web\" {\n}\n"),
            "`terraform show -json > state.json`"));
  CHECK(has(error("a.tfstate", "{\"version\": 4, \"terraform_version\": \"1.5\"}"),
            "`cutpoint import terraform a.tfstate -o architecture.yaml`"));
  for (const char* name : {"graph.dot", "graph.txt"}) {
    CHECK(has(error(name, "digraph shop {\n  web -> db;\n}\n"), "a Graphviz graph"));
  }
  CHECK(has(error("other.yaml", "colour: red\n"), "it lacks `cutpoint: 1`"));
}

TEST_CASE("what the program writes names a schema that lies beside it") {
  const ScratchFolder scratch("traps/schema");
  write_file("./compose.yaml", "services:\n  web: {image: nginx, ports: [\"80:80\"]}\n");
  const auto check = [](const std::string& folder, const std::string& file) {
    INFO(file);
    CHECK(has(read_file(folder + "/" + file), "$schema=cutpoint.schema.json"));
    CHECK(read_file(folder + "/cutpoint.schema.json") == run({"schema"}).out);
  };
  write_file("./one/x", "");
  write_file("./two/x", "");
  REQUIRE(run({"import", "compose", "compose.yaml", "-o", "one/a.yaml"}).exit == 0);
  check("one", "a.yaml");
  REQUIRE(run({"observe", source_path("samples/incidents.csv"), "--window", "726h", "--from",
               "2026-03-01T00:00:00Z", "-o", "two/o.yaml"})
              .exit == 0);
  check("two", "o.yaml");
  REQUIRE(run({"init", "start.yaml"}).exit == 0);
  check(".", "start.yaml");
  // Nothing lies beside standard output.
  CHECK(!has(run({"import", "compose", "compose.yaml"}).out, "$schema"));
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
  const Run unknown = run({"explain", "quorm"});
  CHECK((unknown.exit == 2 && has(unknown.err, "did you mean `quorum`?")));
}

}  // namespace cutpoint::testing::traps_test
