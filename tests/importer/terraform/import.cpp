#include "tests/importer/terraform/import.hpp"

#include <algorithm>

#include "cutpoint/rendering.hpp"
#include "model/format/reading.hpp"

namespace cutpoint::testing {

namespace {

std::string how_needed(const DraftRequirement& entry) {
  if (entry.soft && entry.soft->value) return "soft";
  return entry.form == DraftRequirement::Form::component ? "need" : "group";
}

bool names(const DraftRequirement& entry, std::string_view to) {
  if (entry.component.value == to) return true;
  return std::any_of(entry.members.entries.begin(), entry.members.entries.end(),
                     [to](const DraftRequirement& member) { return member.component.value == to; });
}

/// A finding at each place that anything names, as excerpts of it may be shown.
Diagnostics findings_everywhere(const cutpoint::Imported& imported) {
  Diagnostics everywhere;
  const auto show = [&everywhere](const SourceSpan& span) {
    if (span.known()) everywhere.info("place", span, "here");
  };
  for (const Conclusion& conclusion : imported.conclusions) show(conclusion.span);
  for (const UnmetNeed& unmet : imported.unmet) show(unmet.span);
  for (const DraftComponent& component : imported.draft.components) {
    show(component.name.span);
    for (const DraftRequirement& entry : component.depends_on) show(entry.span);
  }
  return everywhere;
}

}  // namespace

std::string state_of(const std::string& resources) {
  return R"({"version": 4, "terraform_version": "1.5.0", "resources": [)" + resources + "]}";
}

std::string managed(const std::string& type, const std::string& name,
                    const std::string& attributes) {
  return R"({"mode": "managed", "type": ")" + type + R"(", "name": ")" + name +
         R"(", "instances": [{"attributes": )" + attributes + "}]}";
}

bool TerraformImport::found(std::string_view rule) const {
  return std::any_of(diagnostics.all().begin(), diagnostics.all().end(),
                     [rule](const Diagnostic& finding) { return finding.rule == rule; });
}

const DraftComponent* TerraformImport::component(std::string_view name) const {
  for (const DraftComponent& component : imported.draft.components) {
    if (component.name.value == name) return &component;
  }
  return nullptr;
}

std::string TerraformImport::need(std::string_view from, std::string_view to) const {
  const DraftComponent* component = this->component(from);
  if (component == nullptr) return "no such component";
  for (const DraftRequirement& entry : component->depends_on) {
    if (names(entry, to)) return how_needed(entry);
  }
  return "none";
}

std::string TerraformImport::all_shown() const {
  std::string out = write_architecture(imported.draft);
  for (const Conclusion& conclusion : imported.conclusions)
    out += conclusion.component + ": " + conclusion.what + ": " + conclusion.reason + "\n";
  for (const KnownAddress& known : imported.answers)
    out += known.address + " is " + known.component + "\n";
  for (const UnmetNeed& unmet : imported.unmet)
    out += unmet.component + " names " + unmet.address + ": " + unmet.reason + "\n";
  out += render_diagnostics(diagnostics, sources, false);
  out += render_diagnostics(findings_everywhere(imported), sources, false);
  for (std::size_t i = 0; i < sources.size(); ++i) out += sources.text(FileId(i));
  return out;
}

TerraformImport import_terraform_text(const std::string& text) {
  TerraformImport result;
  MemoryAccess memory({{"plan.json", text}});
  ImportInput input;
  input.paths = {"plan.json"};
  result.imported =
      find_importer("terraform")->import(input, memory, result.sources, result.diagnostics);
  return result;
}

TerraformImport import_terraform_file(const std::string& path) {
  TerraformImport result;
  DiskAccess disk;
  ImportInput input;
  input.paths = {path};
  result.imported =
      find_importer("terraform")->import(input, disk, result.sources, result.diagnostics);
  return result;
}

}  // namespace cutpoint::testing
