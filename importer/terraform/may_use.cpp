#include "importer/terraform/may_use.hpp"

#include <array>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace cutpoint::terraform {

namespace {

using Positions = std::set<std::size_t>;

constexpr std::string_view account_type = "google_service_account";

bool is_grant(std::string_view type) {
  return type.starts_with("google_") &&
         (type.ends_with("_iam_member") || type.ends_with("_iam_binding"));
}

/// What a role that holds for a whole project lets one use.
struct RoleOfProject {
  std::string_view role;
  std::string_view type;
};
constexpr std::array roles_of_projects = {
    RoleOfProject{"roles/cloudsql.", "google_sql_database_instance"},
    RoleOfProject{"roles/alloydb.", "google_alloydb_cluster"},
    RoleOfProject{"roles/spanner.", "google_spanner_instance"},
    RoleOfProject{"roles/bigtable.", "google_bigtable_instance"},
    RoleOfProject{"roles/datastore.", "google_firestore_database"},
    RoleOfProject{"roles/bigquery.", "google_bigquery_dataset"},
    RoleOfProject{"roles/storage.", "google_storage_bucket"},
    RoleOfProject{"roles/pubsub.", "google_pubsub_topic"},
    RoleOfProject{"roles/cloudtasks.", "google_cloud_tasks_queue"},
    RoleOfProject{"roles/secretmanager.", "google_secret_manager_secret"},
    RoleOfProject{"roles/cloudkms.", "google_kms_crypto_key"},
    RoleOfProject{"roles/run.invoker", "google_cloud_run_service"},
    RoleOfProject{"roles/run.invoker", "google_cloud_run_v2_service"},
    RoleOfProject{"roles/cloudfunctions.invoker", "google_cloudfunctions_function"},
};

class PermittedUse {
 public:
  PermittedUse(const Findings& findings, const std::vector<std::string>& names, Imported& imported)
      : findings_(findings),
        resources_(findings.inventory.resources),
        names_(names),
        imported_(imported) {}

  void run() {
    for (std::size_t i = 0; i < resources_.size(); ++i) {
      if (!names_[i].empty()) by_type_[resources_[i].type].push_back(i);
      if (resources_[i].type != account_type) continue;
      if (const std::string_view mail = text_at(resources_[i], "email"); !mail.empty())
        by_mail_.emplace(mail, i);
      accounts_.insert(i);
    }
    if (accounts_.empty()) return;
    find_users();
    find_grants();
    for (const auto& [grant, who] : granted_) conclude(grant, who);
  }

 private:
  void find_users() {
    std::map<std::size_t, Positions> templates;  // accounts by what sets machines up
    for (const Reference& reference : findings_.references.all) {
      if (!accounts_.contains(reference.to)) continue;
      if (is_grant(resources_[reference.from].type)) continue;
      if (!names_[reference.from].empty()) users_[reference.to].insert(reference.from);
      if (resources_[reference.from].row->part == Part::glue)
        templates[reference.from].insert(reference.to);
    }
    for (std::size_t i = 0; i < resources_.size(); ++i) {
      const bool is_template = resources_[i].row->part == Part::glue;
      if (names_[i].empty() && !is_template) continue;
      visit_scalars(resources_[i], [&](std::string_view path, documents::Value value) {
        if (path.find("service_account") == std::string_view::npos) return;
        const auto account = by_mail_.find(value.text());
        if (account == by_mail_.end()) return;
        if (is_template) templates[i].insert(account->second);
        if (!names_[i].empty()) users_[account->second].insert(i);
      });
    }
    for (const Reference& reference : findings_.references.all) {
      const auto set_up = templates.find(reference.to);
      if (set_up == templates.end() || names_[reference.from].empty()) continue;
      for (const std::size_t account : set_up->second) users_[account].insert(reference.from);
    }
  }

  void find_grants() {
    for (const Reference& reference : findings_.references.all) {
      if (!is_grant(resources_[reference.from].type)) continue;
      if (accounts_.contains(reference.to)) {
        if (reference.attribute.starts_with("member"))
          granted_[reference.from].insert(reference.to);
      } else if (!names_[reference.to].empty()) {
        targets_[reference.from].insert(reference.to);
      }
    }
    constexpr std::string_view prefix = "serviceAccount:";
    for (std::size_t i = 0; i < resources_.size(); ++i) {
      if (!is_grant(resources_[i].type)) continue;
      visit_scalars(resources_[i], [&](std::string_view path, documents::Value value) {
        if (!path.starts_with("member") || !value.text().starts_with(prefix)) return;
        const auto account = by_mail_.find(value.text().substr(prefix.size()));
        if (account != by_mail_.end()) granted_[i].insert(account->second);
      });
      if (resources_[i].type.starts_with("google_project_")) add_targets_of_project(i);
    }
  }

  void add_targets_of_project(std::size_t grant) {
    const std::string_view role = text_at(resources_[grant], "role");
    for (const RoleOfProject& known : roles_of_projects) {
      if (!role.starts_with(known.role)) continue;
      const auto all = by_type_.find(known.type);
      if (all != by_type_.end()) targets_[grant].insert(all->second.begin(), all->second.end());
    }
  }

  void conclude(std::size_t grant, const Positions& accounts) {
    const std::string_view role = text_at(resources_[grant], "role");
    for (const std::size_t account : accounts) {
      for (const std::size_t user : users_[account]) {
        for (const std::size_t target : targets_[grant]) {
          if (user == target || !told_.insert({user, target}).second) continue;
          imported_.conclusions.push_back(
              {ConclusionKind::left_out, names_[user], fmt::format("may use {}", names_[target]),
               fmt::format("runs as {}, which has {}; a permission is no need",
                           resources_[account].block,
                           role.empty() ? std::string_view("a role there") : role),
               Strength::assumed, resources_[grant].span});
        }
      }
    }
  }

  const Findings& findings_;
  const std::vector<Resource>& resources_;
  const std::vector<std::string>& names_;
  Imported& imported_;
  Positions accounts_;
  std::unordered_map<std::string_view, std::size_t> by_mail_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_type_;  ///< in the draft
  std::map<std::size_t, Positions> users_;    ///< components by account
  std::map<std::size_t, Positions> granted_;  ///< accounts by grant
  std::map<std::size_t, Positions> targets_;  ///< components by grant
  std::set<std::pair<std::size_t, std::size_t>> told_;
};

}  // namespace

void conclude_permitted_use(const Findings& findings, const std::vector<std::string>& names,
                            Imported& imported) {
  PermittedUse(findings, names, imported).run();
}

}  // namespace cutpoint::terraform
