// Docker Compose: https://compose-spec.io
#include <filesystem>

#include <fmt/format.h>

#include "importer/compose/dependencies.hpp"
#include "importer/compose/dependency_cycles.hpp"
#include "importer/compose/mounted_files.hpp"
#include "importer/compose/project/project.hpp"
#include "importer/compose/project_draft.hpp"
#include "importer/compose/service.hpp"
#include "importer/evidence/draft_parts.hpp"
#include "importer/importing.hpp"

namespace cutpoint {

namespace {

std::string project_name(const compose::Project& project, const ImportInput& input) {
  if (!project.name.empty()) return project.name;
  if (input.paths.empty()) return {};
  // "docker-compose.yml" alone lies in the present folder, which has a name too; so does what comes
  // from standard input.
  std::error_code unknown;
  std::filesystem::path path = std::filesystem::absolute(input.paths.front(), unknown);
  if (unknown) path = input.paths.front();
  const std::string folder = path.lexically_normal().parent_path().filename().string();
  const std::string stem = path.stem().string();
  const bool plain = stem == "docker-compose" || stem == "compose" || stem == "-";
  return plain && !folder.empty() && folder != "." ? folder : stem;
}

/// Services in the order of the files, without those that have no instance.
std::vector<compose::Service> services_of(compose::Project& project,
                                          std::vector<Conclusion>& left_out,
                                          Diagnostics& diagnostics) {
  std::vector<compose::Service> services;
  services.reserve(project.services.entries.size());
  for (auto& [name, value] : project.services.entries) {
    if (!value.is_mapping()) continue;
    compose::Service service = compose::read_service(name, value);
    value = compose::Value();  // what was read need not be held twice
    if (service.replicas == 0) {
      diagnostics.info("no-instances", service.span,
                       fmt::format("`{}` has no replicas and is left out", name));
      left_out.push_back({ConclusionKind::left_out, name, "left out", "it has no replicas",
                          Strength::declared, service.span});
      continue;
    }
    services.push_back(std::move(service));
  }
  project.services = compose::Value();
  compose::recognise_awaited(services);
  return services;
}

Imported import(const ImportInput& input, FileAccess& access, SourceFiles& sources,
                Diagnostics& diagnostics) {
  compose::Project project = compose::load_project(input, access, sources, diagnostics);
  std::vector<Conclusion> left_out;
  auto services = services_of(project, left_out, diagnostics);
  const std::string name = project_name(project, input);
  if (services.empty()) {
    const SourceSpan start =
        project.files.empty() ? SourceSpan() : SourceSpan{project.files.front(), 1, 1, 1};
    if (!diagnostics.has_errors()) {
      nothing_to_import(input, start, "there is no service to import", diagnostics).help =
          "profiles may have switched all of them off: --profile '*'";
    }
    Imported nothing;
    nothing.draft.files = project.files;
    nothing.draft.version = given_at<std::uint32_t>(1, start);
    nothing.draft.name = given_at(name, start);
    return nothing;
  }
  compose::tell_dependency_cycles(services, diagnostics);
  auto dependencies = compose::find_dependencies(
      services, name, compose::configuration_files(services, project, access, sources),
      diagnostics);
  // Texts that have been looked through are not held beside what comes of them. (An empty list in
  // braces would leave the memory.)
  for (compose::Service& service : services) {
    service.settings = std::vector<compose::Setting>();
    service.labels = std::vector<compose::Setting>();
    service.declared.erase_if([](const compose::DeclaredEdge& edge) {
      return edge.kind != compose::DeclaredEdge::Kind::model;
    });
  }
  Imported imported = compose::draft_of(project, name, std::move(services), std::move(dependencies),
                                        sources, input.explains, diagnostics);
  imported.conclusions.append(std::move(left_out));
  return imported;
}

}  // namespace

const Importer& compose_importer() {
  static const Importer importer{"compose", "Docker Compose files; several overlay each other",
                                 import, Importer::Files::overlays};
  return importer;
}

}  // namespace cutpoint
