#include "model/format/records/chaos_results.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/base/meant_words.hpp"
#include "model/base/utf8.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view marker = "cutpoint-chaos-results";
constexpr std::array state_words = {std::string_view("up"), std::string_view("degraded"),
                                    std::string_view("down")};

class ResultsReader {
 public:
  ResultsReader(const YamlDocument& document, Diagnostics& diagnostics)
      : document_(document), diagnostics_(diagnostics) {}

  ChaosResults read() {
    const YamlNodeId root = document_.root();
    if (!expect(root, YamlType::mapping,
                "a mapping that starts with `cutpoint-chaos-results: 1`")) {
      return {};
    }
    const YamlNodeId version = document_.find(root, marker);
    if (!version.valid() || document_.text(version) != "1") {
      diagnostics_
          .error("missing-version", document_.span(root),
                 "these are no results: they lack `cutpoint-chaos-results: 1`")
          .help = "`cutpoint chaos FILE` ends with a file to fill in";
      return {};
    }
    for (const auto& entry : document_.entries(root)) {
      const std::string_view key = document_.text(entry.key);
      if (key == "results") {
        read_results(entry.value);
      } else if (key != marker) {
        unknown(entry.key, {marker, "results"});
      }
    }
    return std::move(results_);
  }

 private:
  bool expect(YamlNodeId node, YamlType type, std::string_view expected) {
    if (document_.type(node) == type) return true;
    diagnostics_.error("wrong-type", document_.span(node), fmt::format("expected {}", expected));
    return false;
  }

  void unknown(YamlNodeId key, const std::vector<std::string_view>& known) {
    const std::string_view name = document_.text(key);
    if (name.rfind("x-", 0) == 0) return;
    const auto near = nearest_name(name, known);
    Diagnostic& found = diagnostics_.error("unknown-key", document_.span(key),
                                           fmt::format("there is no key `{}` here", name));
    if (near) {
      suggest(found, {*near});
    } else {
      found.help = fmt::format("keys are {}", fmt::join(known, ", "));
    }
  }

  [[nodiscard]] Spanned<std::string> text(YamlNodeId node) const {
    return {std::string(document_.text(node)), document_.span(node)};
  }

  void read_results(YamlNodeId node) {
    if (document_.type(node) == YamlType::null) return;
    if (!expect(node, YamlType::mapping, "a mapping from experiments")) return;
    for (const auto& entry : document_.entries(node)) {
      // An experiment without a value was not run.
      if (document_.type(entry.value) == YamlType::null) continue;
      ChaosResult result;
      result.experiment = text(entry.key);
      if (!expect(entry.value, YamlType::mapping, "what happened, such as `journeys`")) continue;
      for (const auto& part : document_.entries(entry.value)) read_part(part, result);
      results_.results.push_back(std::move(result));
    }
  }

  void read_part(const YamlDocument::Entry& part, ChaosResult& result) {
    const std::string_view key = document_.text(part.key);
    if (document_.type(part.value) == YamlType::null) return;
    if (key == "journeys") {
      read_journeys(part.value, result);
    } else if (key == "fallen") {
      read_fallen(part.value, result);
    } else if (key == "recovered_in") {
      read_recovery(part.value, result);
    } else if (key == "note") {
      if (expect(part.value, YamlType::scalar, "a text")) result.note = document_.text(part.value);
    } else {
      unknown(part.key, {"journeys", "fallen", "recovered_in", "note"});
    }
  }

  void read_journeys(YamlNodeId node, ChaosResult& result) {
    if (!expect(node, YamlType::mapping, "a mapping from journeys")) return;
    for (const auto& entry : document_.entries(node)) {
      if (document_.type(entry.value) == YamlType::null) continue;
      if (!expect(entry.value, YamlType::scalar, "up, degraded or down")) continue;
      const std::string_view state = document_.text(entry.value);
      if (std::find(state_words.begin(), state_words.end(), state) == state_words.end()) {
        diagnostics_
            .error("invalid-value", document_.span(entry.value),
                   fmt::format("`{}` is no state of a journey", state))
            .help = "up, degraded or down";
        continue;
      }
      result.journeys.emplace_back(text(entry.key), text(entry.value));
    }
  }

  void read_fallen(YamlNodeId node, ChaosResult& result) {
    if (!expect(node, YamlType::sequence, "a list of components")) return;
    result.fallen.emplace();
    for (const YamlNodeId item : document_.items(node)) {
      if (expect(item, YamlType::scalar, "the name of a component")) {
        result.fallen->push_back(text(item));
      }
    }
  }

  void read_recovery(YamlNodeId node, ChaosResult& result) {
    if (!expect(node, YamlType::scalar, "a duration, such as 40s")) return;
    auto time = parse_duration(document_.text(node));
    if (time.value) {
      result.recovered_in = Spanned<Duration>{*time.value, document_.span(node)};
    } else {
      diagnostics_.error("invalid-value", document_.span(node), std::move(time.error.message))
          .help = std::move(time.error.help);
    }
  }

  const YamlDocument& document_;
  Diagnostics& diagnostics_;
  ChaosResults results_;
};

}  // namespace

ChaosResults read_chaos_results(const std::string& name, const std::string& text,
                                SourceFiles& sources, Diagnostics& diagnostics) {
  const auto added = add_outside_text(name, text, sources, diagnostics);
  if (!added) return {};
  const FileId file = *added;
  const auto documents = parse_yaml(file, sources, diagnostics);
  if (diagnostics.has_errors()) return {};
  if (documents.size() != 1) {
    diagnostics.error(documents.empty() ? "empty-document" : "several-documents",
                      SourceSpan{file, 1, 1, 1}, "results are one document");
    return {};
  }
  return ResultsReader(documents.front(), diagnostics).read();
}

}  // namespace cutpoint
