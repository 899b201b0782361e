#include "renderer/languages/graph_names.hpp"

#include <map>
#include <string>
#include <utility>

namespace cutpoint {

namespace {

/// Numbers names in the order of their use. cgraph's own discipline takes addresses for ids and
/// writes subgraphs in the order of ids, so that the same picture gives other bytes in every
/// process.
class NameIds {
 public:
  static Agiddisc_t* discipline() {
    static Agiddisc_t table{
        open, map, allocate, release, name_of_id, close, [](void*, int, void*) {}};
    return &table;
  }

 private:
  static void* open(Agraph_t* graph, Agdisc_t*) { return new NameIds(graph); }
  static long map(void* state, int type, char* name, IDTYPE* id, int create) {
    auto& ids = *static_cast<NameIds*>(state);
    if (name == nullptr) {
      *id = ids.next_++ * 2 + 1;  // odd: without a name
      return create;
    }
    const auto key = std::pair(type == AGINEDGE ? AGOUTEDGE : type, std::string(name));
    const auto known = ids.by_name_.find(key);
    if (known == ids.by_name_.end() && create == 0) return 0;
    if (known != ids.by_name_.end()) {
      *id = known->second;
      return 1;
    }
    *id = ids.next_++ * 2;
    ids.by_name_.emplace(key, *id);
    // cgraph looks in front of a name for its mark of HTML: only strings of its own have that.
    ids.names_.emplace(*id, graphviz().value->agstrdup(ids.graph_, name));
    return 1;
  }
  static long allocate(void*, int, IDTYPE) { return 0; }
  static void release(void*, int, IDTYPE) {}
  static char* name_of_id(void* state, int, IDTYPE id) {
    auto& ids = *static_cast<NameIds*>(state);
    const auto known = ids.names_.find(id);
    return known == ids.names_.end() ? nullptr : known->second;
  }
  static void close(void* state) { delete static_cast<NameIds*>(state); }

  explicit NameIds(Agraph_t* graph) : graph_(graph) {}

  Agraph_t* graph_;
  IDTYPE next_ = 1;
  std::map<std::pair<int, std::string>, IDTYPE> by_name_;
  std::map<IDTYPE, char*> names_;
};

}  // namespace

Agdisc_t* disciplines() {
  static Agdisc_t all{graphviz().value->AgMemDisc, NameIds::discipline(),
                      graphviz().value->AgIoDisc};
  return &all;
}

}  // namespace cutpoint
