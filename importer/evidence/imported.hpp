/// What an import gives back: the draft, why each thing in it was concluded, and the names by which
/// several imports meet.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "cutpoint/draft.hpp"

namespace cutpoint {

/// How sure a conclusion is.
enum class Strength {
  declared,  ///< the file says so
  inferred,  ///< an address, a selector or a list names it
  assumed,   ///< a default of the platform, or of the kind of image or resource
};

/// What a conclusion is about.
enum class ConclusionKind {
  kind,       ///< what a component is
  instances,  ///< how many there are, and how many must work
  need,       ///< an edge
  group,      ///< members that stand in for each other
  journey,    ///< an entry point
  placement,  ///< hosts, zones, and what instances may share
  figure,     ///< times and ceilings
  left_out,   ///< read, and not taken into the model
};

/// One thing that was concluded from the files.
struct Conclusion {
  ConclusionKind kind = ConclusionKind::kind;
  std::string component;  ///< that it is about; empty for what belongs to none
  std::string what;       ///< "needs db", "2 of 3", "left out": without the reason
  std::string reason;     ///< "environment DATABASE_URL", "image postgres:16"
  Strength strength = Strength::declared;
  SourceSpan span;
};

/// What was concluded, in the order of the files. Held only for who asks for it: in a large system
/// the reasons are as long as all the rest.
class Conclusions {
 public:
  Conclusions() = default;
  explicit Conclusions(bool held) : held_(held) {}
  void push_back(Conclusion one) {
    if (held_) all_.push_back(std::move(one));
  }
  void append(std::vector<Conclusion>&& more) {
    if (held_) std::move(more.begin(), more.end(), std::back_inserter(all_));
  }
  void append(Conclusions&& more) { append(std::move(more.all_)); }
  void reserve(std::size_t number) {
    if (held_) all_.reserve(number);
  }
  template <class Predicate>
  void erase_if(Predicate gone) {
    std::erase_if(all_, gone);
  }

  [[nodiscard]] bool empty() const { return all_.empty(); }
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] auto begin() const { return all_.begin(); }
  [[nodiscard]] auto end() const { return all_.end(); }
  [[nodiscard]] auto begin() { return all_.begin(); }
  [[nodiscard]] auto end() { return all_.end(); }
  [[nodiscard]] const Conclusion& operator[](std::size_t index) const { return all_[index]; }

 private:
  bool held_ = true;
  std::vector<Conclusion> all_;
};

/// A host name, address or resource name that a component answers to where other files name it:
/// "shop-db.abc.eu-west-1.rds.amazonaws.com", "10.0.0.5".
struct KnownAddress {
  std::string address;    ///< lower case, without scheme, port and path
  std::string component;  ///< name in the draft
};

/// A host that a component names and that nothing in the same files answers to.
struct UnmetNeed {
  std::string component;   ///< name in the draft
  std::string address;     ///< lower case, without scheme, port and path
  std::uint16_t port = 0;  ///< 0: not given
  std::string reason;      ///< "environment DATABASE_URL"
  bool soft = false;       ///< telemetry and the like
  SourceSpan span;
};

/// The result of one import.
struct Imported {
  Draft draft;
  Conclusions conclusions;
  std::vector<KnownAddress> answers;  ///< by which other imports may mean components of this one
  std::vector<UnmetNeed> unmet;       ///< what components of other imports may answer to
};

}  // namespace cutpoint
