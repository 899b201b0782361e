/// Makes rows of key tables from members.
#pragma once

#include <string_view>
#include <tuple>
#include <type_traits>

#include "model/format/codec/key_table.hpp"

namespace cutpoint {

template <class T>
struct MemberOf;
template <class Object, class Member>
struct MemberOf<Member Object::*> {
  using type = Member;
};

template <auto First>
decltype(auto) follow(auto& object) {
  return (object.*First);
}
template <auto First, auto Second>
decltype(auto) follow(auto& object) {
  return (object.*First.*Second);
}

/// What a row says of a member; a row of every object that has the member, be it inherited.
template <class CodecType, auto... Path>
struct Row {
  std::string_view name;
  std::string_view summary;

  template <class Object>
  constexpr operator KeyRow<Object>() const {  // NOLINT: rows stand in tables of objects
    return {name,
            summary,
            [](NodeReader& reader, YamlNodeId node, Object& object) {
              CodecType::read(reader, node, follow<Path...>(object));
            },
            [](Object& base, Object& later) {
              CodecType::overlay(follow<Path...>(base), follow<Path...>(later));
            },
            [](Object& object) {
              auto& member = follow<Path...>(object);
              member = std::remove_reference_t<decltype(member)>{};
            },
            [](const Object& object) { return CodecType::write(follow<Path...>(object)); },
            &CodecType::schema,
            &CodecType::describe};
  }
};

/// With a codec that is named.
template <class CodecType, auto... Path>
constexpr Row<CodecType, Path...> row_with(std::string_view name, std::string_view summary) {
  return {name, summary};
}

/// With the codec of the member's type.
template <auto... Path>
constexpr auto row(std::string_view name, std::string_view summary) {
  using Last = typename MemberOf<std::remove_cv_t<
      std::tuple_element_t<sizeof...(Path) - 1, std::tuple<decltype(Path)...>>>>::type;
  return row_with<Codec<Last>, Path...>(name, summary);
}

}  // namespace cutpoint
