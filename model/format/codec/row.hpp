/// Makes rows of key tables from members. Included by format_codec.hpp.
#pragma once

#include "model/format/codec/codec.hpp"

namespace cutpoint {

template <class T>
struct ObjectOf;
template <class Object, class Member>
struct ObjectOf<Member Object::*> {
  using type = Object;
  using member = Member;
};

template <auto First>
decltype(auto) follow(auto& object) {
  return (object.*First);
}
template <auto First, auto Second>
decltype(auto) follow(auto& object) {
  return (object.*First.*Second);
}

/// A row for a member, with the codec of its type or a named one.
template <class CodecType, auto... Path,
          class Object = typename ObjectOf<
              std::remove_cv_t<std::tuple_element_t<0, std::tuple<decltype(Path)...>>>>::type>
constexpr KeyRow<Object> row_with(std::string_view name, std::string_view summary) {
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

template <auto... Path>
constexpr auto row(std::string_view name, std::string_view summary) {
  using Last = typename ObjectOf<std::remove_cv_t<
      std::tuple_element_t<sizeof...(Path) - 1, std::tuple<decltype(Path)...>>>>::member;
  return row_with<Codec<Last>, Path...>(name, summary);
}

}  // namespace cutpoint
