// A text that is typed in is read as if it were read anew, whatever is typed.
#include "model/yaml/yaml_memory.hpp"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::yaml_memory_test {

namespace {

/// Everything that can be asked of a node and what lies below it, ids included.
void describe(const YamlDocument& document, YamlNodeId node, std::string& out) {
  const SourceSpan span = document.span(node);
  out += fmt::format("#{} {}{} `{}` {}:{}:{}+{}", node.value(),
                     static_cast<int>(document.type(node)), static_cast<int>(document.style(node)),
                     document.text(node), span.file.value(), span.line, span.column, span.length);
  out += fmt::format(" {} {}\n", document.tag(node), document.anchor(node));
  for (const auto& entry : document.raw_entries(node)) {
    describe(document, entry.key, out);
    if (entry.alias) {
      out += fmt::format("*{}\n", entry.value.value());
    } else {
      describe(document, entry.value, out);
    }
  }
  for (const auto& item : document.raw_items(node)) {
    if (!item.alias) describe(document, item.value, out);
  }
}

std::string described(const std::vector<YamlDocument>& documents, const Diagnostics& diagnostics) {
  std::string out;
  for (const YamlDocument& document : documents) {
    out += fmt::format("document of {} nodes\n", document.size());
    describe(document, document.root(), out);
  }
  for (const Diagnostic& one : diagnostics.all()) {
    out += fmt::format("{} {}:{} {}\n", one.rule, one.span.line, one.span.column, one.message);
  }
  return out;
}

constexpr std::array<std::string_view, 14> values{
    "{kind: vm, mtbf: 30d}",
    "\n    kind: vm\n    mttr: 5m",
    "\n    depends_on:\n      - a\n      - {any_of: [b, c]}\n    empty: []",
    "",
    "'it''s'",
    "\"two\n    lines\"",
    "|\n    literal\n\n    text\n",
    ">+\n    folded\n\n",
    "plain\n    goes on",
    "~  # nothing",
    "[]",
    "{}",
    "\n    \"\": ''",
    "\n    - 1\n    -\n    - x",
};

template <std::size_t N>
std::string_view one_of(const std::array<std::string_view, N>& choices, Random& random) {
  return choices[random.below(N)];
}

std::string random_text(Random& random) {
  std::string text = random.below(4) == 0 ? "# a comment\n" : "";
  for (const std::string_view section : {"head", "journeys", "components", "x-rest"}) {
    if (section == "head" || random.below(8) == 0) {
      text += fmt::format("{}: 1\n", section);
      continue;
    }
    text += fmt::format("{}:\n", section);
    const std::size_t entries = random.below(6);
    for (std::size_t i = 0; i < entries; ++i) {
      text += fmt::format("  {}{}: {}\n", section.front(), i, one_of(values, random));
      if (random.below(5) == 0) text += "\n  # between\n";
    }
  }
  if (random.below(6) == 0) text.pop_back();
  return text;
}

constexpr std::array<std::string_view, 30> typed{"x",
                                                 "a: b",
                                                 ": ",
                                                 "\n",
                                                 "\n  new: {kind: vm}",
                                                 "\n  new:\n    kind: vm",
                                                 "\n    key: v",
                                                 "{",
                                                 "}",
                                                 "[",
                                                 "]",
                                                 "\"",
                                                 "'",
                                                 "#",
                                                 " # ",
                                                 ", y",
                                                 "- z\n",
                                                 "|",
                                                 "? ",
                                                 "  ",
                                                 " ",
                                                 "\t",
                                                 "&a ",
                                                 "*a",
                                                 "\n\n",
                                                 "!t ",
                                                 "\n---\n",
                                                 "\n...\n",
                                                 "é",
                                                 "\n  c1: twice"};

std::string edited(std::string text, Random& random) {
  const std::size_t at = random.below(static_cast<std::uint32_t>(text.size() + 1));
  std::size_t removed = random.below(3) == 0 ? random.below(12) : 0;
  if (random.below(8) == 0) removed = random.below(60);
  text.erase(at, removed);
  if (removed == 0 || random.below(2) == 0) text.insert(at, one_of(typed, random));
  return text;
}

}  // namespace

TEST_CASE("a text that is typed in is read as one that is read anew") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 42);
  std::size_t spliced = 0;
  std::size_t parsed = 0;
  for (std::uint64_t at = seed; at < seed + 1500; ++at) {
    Random random(at);
    YamlMemory memory;
    std::string text = random_text(random);
    for (int key = 0; key < 12; ++key) {
      SourceFiles sources;
      (void)sources.add("another", "");
      const FileId file = sources.add("typed.yaml", text);
      Diagnostics with_memory;
      Diagnostics anew;
      const std::string one = described(memory.parse(file, sources, with_memory), with_memory);
      const std::string other = described(parse_yaml(file, sources, anew), anew);
      INFO("seed " << at << ", key " << key << "\n" << text);
      REQUIRE(one == other);
      ++parsed;
      // What is broken is mended again now and then, as by somebody who types.
      text = anew.has_errors() && random.below(3) > 0 ? random_text(random) : edited(text, random);
    }
    spliced += memory.spliced();
  }
  INFO(spliced << " of " << parsed);
  CHECK(spliced > parsed / 10);
}

TEST_CASE("an edit inside of an entry parses that entry alone") {
  YamlMemory memory;
  std::string text = "components:\n";
  for (int i = 0; i < 100; ++i) text += fmt::format("  c{}: {{kind: vm}}\n", i);
  text += "journeys: {j: {needs: [c0]}}\n";
  const auto read = [&memory](const std::string& words) {
    SourceFiles sources;
    Diagnostics diagnostics;
    const auto documents = memory.parse(sources.add("a.yaml", words), sources, diagnostics);
    return diagnostics.has_errors() ? "errors" : described(documents, diagnostics);
  };
  (void)read(text);
  std::string changed = text;
  changed.replace(changed.find("c50: {kind: vm}"), 15, "c50:\n    kind: host\n    mttr: 5m");
  CHECK(read(changed).find("`host`") != std::string::npos);
  CHECK(memory.spliced() == 1);
  // What cannot be parsed is parsed whole; mended, the entry alone again.
  CHECK(read(text + "\"") == "errors");
  CHECK(memory.spliced() == 1);
  (void)read(text);
  CHECK(memory.spliced() == 2);
  // The same name twice is told of by reading the whole.
  changed = text;
  changed.replace(changed.find("c50:"), 4, "c51:");
  CHECK(read(changed) == "errors");
}

}  // namespace cutpoint::testing::yaml_memory_test
