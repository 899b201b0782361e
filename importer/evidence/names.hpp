/// Which component a host name means.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cutpoint {

/// Names and further addresses of components, which are meant by their position in a list that the
/// importer keeps. Hosts have no case.
class ComponentNames {
 public:
  /// The first component that has a name of its own keeps it.
  void add_name(std::string_view name, std::size_t component);

  /// What several components answer to names none of them: it names all, see `sharers`.
  void add_alias(std::string_view alias, std::size_t component);

  [[nodiscard]] std::optional<std::size_t> find(std::string_view host) const;

  /// By its own name alone.
  [[nodiscard]] std::optional<std::size_t> find_name(std::string_view host) const;

  /// The components that share an alias; empty where it is no shared one.
  [[nodiscard]] std::vector<std::size_t> sharers(std::string_view host) const;

 private:
  std::map<std::string, std::size_t, std::less<>> names_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> aliases_;
};

}  // namespace cutpoint
