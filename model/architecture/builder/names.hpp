/// The components of a draft, by name and by label.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// Numbers components in file order and finds them again. The draft must outlive the table.
class NameTable {
 public:
  /// A component that is defined a second time is reported, and checked like any other; its name
  /// means the first.
  NameTable(const Draft& draft, Diagnostics& diagnostics);

  [[nodiscard]] std::size_t size() const { return written_.size(); }
  [[nodiscard]] const DraftComponent& written(ComponentId id) const { return *written_[id]; }
  [[nodiscard]] const std::string& name(ComponentId id) const { return written_[id]->name.value; }
  [[nodiscard]] SourceSpan span(ComponentId id) const { return written_[id]->name.span; }

  /// An invalid id where there is none of that name.
  [[nodiscard]] ComponentId find(std::string_view name) const;
  /// The component of that name; reports an unknown one with a suggestion.
  ComponentId resolve(const WrittenName& name);
  [[nodiscard]] std::vector<ComponentId> resolve(const DraftNames& names);
  /// All components that have every one of the labels, in file order.
  [[nodiscard]] std::vector<ComponentId> select(const WrittenLabels& labels, SourceSpan span);
  /// False where labels of a component could not be read.
  [[nodiscard]] bool labels_known() const { return labels_known_; }
  [[nodiscard]] std::optional<std::string> suggest(std::string_view word);

 private:
  struct LabelKey {
    std::string_view key;
    std::string_view value;
    friend bool operator==(const LabelKey&, const LabelKey&) = default;
  };
  struct LabelHash {
    std::size_t operator()(const LabelKey& label) const {
      return std::hash<std::string_view>{}(label.key) * 31 +
             std::hash<std::string_view>{}(label.value);
    }
  };

  const Draft& draft_;
  Diagnostics& diagnostics_;
  void tell_repeated(const DraftComponent& written, ComponentId first);
  void label_all();

  std::unordered_map<std::string_view, ComponentId> ids_;
  IdVector<ComponentId, const DraftComponent*> written_;
  /// Filled when labels are first asked for: most documents select by names.
  std::unordered_map<LabelKey, std::vector<ComponentId>, LabelHash> labelled_;
  bool is_labelled_ = false;
  bool labels_known_ = true;
  std::size_t suggestions_ = 0;
};

}  // namespace cutpoint
