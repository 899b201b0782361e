#include "analyzer/engine/known_parts.hpp"

#include <utility>

#include "analyzer/structure/value_key.hpp"

namespace cutpoint {

namespace {

void add_operands(ValueKey& key, const std::vector<Operand>& operands) {
  key.add(operands.size());
  for (const Operand operand : operands) {
    key.add(operand.vertex);
    key.add(operand.negated);
  }
}

}  // namespace

std::string KnownParts::key_of(const GateModule& part, const std::vector<LeafForm>& forms,
                               bool is_module) {
  if (part.has_network()) return {};
  ValueKey key;
  key.add(is_module);
  key.add(forms.size());
  for (const LeafForm form : forms) key.add(form);
  for (const GateModule::Gate& gate : part.gates) {
    key.add(gate.type);
    key.add(gate.threshold);
    add_operands(key, gate.operands);
  }
  add_operands(key, part.roots);
  return key.take();
}

const KnownPart* KnownParts::find(const std::string& key) const {
  const auto found = known_.find(key);
  return found != known_.end() ? &found->second : nullptr;
}

void KnownParts::add(std::string key, KnownPart part) {
  if (nodes_ > most_nodes) return;
  nodes_ += part.nodes.size() + key.size() / sizeof(KnownPart::Node);
  known_.insert_or_assign(std::move(key), std::move(part));
}

}  // namespace cutpoint
