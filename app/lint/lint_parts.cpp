#include "app/lint/lint_parts.hpp"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/console/console.hpp"
#include "cutpoint/date_time.hpp"
#include "cutpoint/version.hpp"
#include "model/base/fingerprint.hpp"
#include "renderer/writing/json_text.hpp"

namespace cutpoint {

namespace {

using LintJson = nlohmann::ordered_json;

constexpr std::string_view lint_part_format = "cutpoint-lint-part/1";

LintJson json_of(const SourceSpan& span) {
  if (!span.file.valid()) return nullptr;
  return {span.file.value(), span.line, span.column, span.length};
}

SourceSpan span_in(const LintJson& json) {
  if (json.is_null()) return {};
  return {FileId(json.at(0).get<std::uint32_t>()), json.at(1).get<std::uint32_t>(),
          json.at(2).get<std::uint32_t>(), json.at(3).get<std::uint32_t>()};
}

LintJson json_of(const Finding& finding) {
  LintJson json = {{"code", finding.code},
                   {"rule", finding.rule},
                   {"severity", static_cast<int>(finding.severity)},
                   {"span", json_of(finding.span)},
                   {"subject", finding.subject},
                   {"message", finding.message},
                   {"witness", finding.witness},
                   {"help", finding.help}};
  for (const Note& note : finding.notes) {
    json["notes"].push_back({{"message", note.message}, {"span", json_of(note.span)}});
  }
  // A baseline is laid over the whole, when parts are put together.
  if (finding.suppression) {
    json["accepted"] = {{"reason", finding.suppression->reason},
                        {"owner", finding.suppression->owner}};
    const auto& until = finding.suppression->until;
    if (until) json["accepted"]["until"] = to_text(*until);
  }
  return json;
}

Suppression acceptance_in(const LintJson& json) {
  Suppression suppression;
  suppression.reason = json.at("reason").get<std::string>();
  suppression.owner = json.at("owner").get<std::string>();
  if (json.contains("until")) {
    const auto until = parse_date(json.at("until").get<std::string>());
    if (!until.value) throw std::invalid_argument("until");
    suppression.until = *until.value;
  }
  return suppression;
}

Finding finding_in(const LintJson& json) {
  Finding finding;
  finding.code = json.at("code").get<std::string>();
  finding.rule = json.at("rule").get<std::string>();
  const int severity = json.at("severity").get<int>();
  if (severity < 0 || severity > static_cast<int>(Severity::info)) {
    throw std::invalid_argument("severity");
  }
  finding.severity = static_cast<Severity>(severity);
  finding.span = span_in(json.at("span"));
  finding.subject = json.at("subject").get<std::string>();
  finding.message = json.at("message").get<std::string>();
  finding.witness = json.at("witness").get<std::vector<std::string>>();
  finding.help = json.at("help").get<std::string>();
  for (const LintJson& note : json.value("notes", LintJson::array())) {
    finding.notes.push_back({note.at("message").get<std::string>(), span_in(note.at("span"))});
  }
  if (json.contains("accepted")) finding.suppression = acceptance_in(json.at("accepted"));
  return finding;
}

/// Throws where something is missing or of another type.
LintPart part_in(const std::string& text) {
  const LintJson json = LintJson::parse(text);
  if (json.at("format") != lint_part_format || json.at("version") != version()) {
    throw std::invalid_argument("format");
  }
  LintPart part;
  part.shard.number = json.at("shard").at(0).get<std::uint32_t>();
  part.shard.of = json.at("shard").at(1).get<std::uint32_t>();
  part.paths = json.at("paths").get<std::vector<std::string>>();
  part.fingerprint = json.at("fingerprint").get<std::string>();
  for (const LintJson& document : json.at("documents")) {
    std::vector<Finding>& findings = part.findings[document.at("position").get<std::size_t>()];
    for (const LintJson& finding : document.at("findings")) {
      findings.push_back(finding_in(finding));
    }
  }
  return part;
}

/// Whether it is another shard of the same run; says so where not.
bool may_join(const LintPart& all, const LintPart& part, const std::vector<std::uint32_t>& seen,
              const std::string& file, Console& console) {
  if (part.shard.of != all.shard.of || part.fingerprint != all.fingerprint ||
      part.paths != all.paths) {
    fail(console, fmt::format("{} is of another run: of other documents, rules or shards", file));
    return false;
  }
  if (std::find(seen.begin(), seen.end(), part.shard.number) == seen.end()) return true;
  fail(console, fmt::format("{} is shard {} once more", file, part.shard.number));
  return false;
}

}  // namespace

std::string fingerprint_of(const SourceFiles& sources, const LintOptions& options) {
  Fingerprint fingerprint;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    fingerprint.add(sources.name(FileId(i)));
    fingerprint.add(sources.text(FileId(i)));
  }
  for (const Rule* rule : options.rules) fingerprint.add(rule->code);
  for (const auto& [rule, severity] : options.severities) {
    fingerprint.add(fmt::format("{} {}", rule, static_cast<int>(severity)));
  }
  if (options.today) fingerprint.add(to_text(*options.today));
  return fingerprint.text();
}

std::string part_text(const LintPart& part) {
  LintJson json = {{"format", lint_part_format},
                   {"version", version()},
                   {"shard", {part.shard.number, part.shard.of}},
                   {"paths", part.paths},
                   {"fingerprint", part.fingerprint}};
  LintJson& documents = json["documents"] = LintJson::array();
  for (const auto& [position, findings] : part.findings) {
    LintJson list = LintJson::array();
    for (const Finding& finding : findings) list.push_back(json_of(finding));
    documents.push_back({{"position", position}, {"findings", std::move(list)}});
  }
  return json_text(json);
}

std::optional<LintPart> joined_parts(const std::vector<std::string>& files, Console& console) {
  std::optional<LintPart> all;
  std::vector<std::uint32_t> seen;
  for (const std::string& file : files) {
    const auto text = console.files.read(file);
    if (!text) {
      fail(console, fmt::format("cannot read {}: {}", file, text.error.message));
      return std::nullopt;
    }
    LintPart part;
    try {
      part = part_in(*text);
    } catch (const std::exception&) {
      fail(console,
           fmt::format("{} is no part of this version of cutpoint: `cutpoint lint --shard` "
                       "writes them",
                       file));
      return std::nullopt;
    }
    if (all && !may_join(*all, part, seen, file, console)) return std::nullopt;
    seen.push_back(part.shard.number);
    if (!all) {
      all = std::move(part);
    } else {
      all->findings.merge(part.findings);
    }
  }
  if (all && seen.size() == all->shard.of) return all;
  fail(console, fmt::format("{} of {} shards are here: all are needed", seen.size(),
                            all ? all->shard.of : 0));
  return std::nullopt;
}

}  // namespace cutpoint
