# The library as others use it: one archive (or one shared library, where BUILD_SHARED_LIBS says so)
# of the same objects that the program is made of, its headers, and the packages that find it.
set(cutpoint_layers model analyzer lint importer session renderer)

# Targets that the layers found are known in their folders only.
find_package(pugixml REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(utf8proc REQUIRED QUIET IMPORTED_TARGET libutf8proc)

add_library(cutpoint_library)
foreach(layer IN LISTS cutpoint_layers)
  target_sources(cutpoint_library PRIVATE $<TARGET_OBJECTS:cutpoint_${layer}>)
  add_dependencies(cutpoint_library cutpoint_${layer})
endforeach()
set_target_properties(cutpoint_library PROPERTIES
  OUTPUT_NAME cutpoint
  EXPORT_NAME cutpoint
  LINKER_LANGUAGE CXX
  VERSION "${PROJECT_VERSION}"
  # Before version 1 every minor version may change the interface.
  SOVERSION "${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}")
target_compile_features(cutpoint_library INTERFACE cxx_std_20)
target_include_directories(cutpoint_library INTERFACE
  "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
target_link_libraries(cutpoint_library PRIVATE
  fmt::fmt yaml-cpp pugixml::pugixml PkgConfig::utf8proc Threads::Threads ${CMAKE_DL_LIBS})
if(BUILD_SHARED_LIBS)
  # Templates of the standard library that were instantiated here are nobody else's business.
  set(exports "${CMAKE_CURRENT_LIST_DIR}/exports.map")
  target_link_options(cutpoint_library PRIVATE "LINKER:--version-script=${exports}")
  set_target_properties(cutpoint_library PROPERTIES LINK_DEPENDS "${exports}")
endif()

include(CMakePackageConfigHelpers)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/cutpoint")
# Relative to where the file lies, so that an installed tree may be moved.
file(RELATIVE_PATH CUTPOINT_PREFIX_FROM_PC
  "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" CUTPOINT_PREFIX_FROM_PC "${CUTPOINT_PREFIX_FROM_PC}")
set(CUTPOINT_REQUIRES "fmt yaml-cpp pugixml libutf8proc")
if(BUILD_SHARED_LIBS)  # the library itself names what it needs
  set(CUTPOINT_PC_REQUIRES "Requires.private: ${CUTPOINT_REQUIRES}")
else()
  set(CUTPOINT_PC_REQUIRES "Requires: ${CUTPOINT_REQUIRES}")
  set(CUTPOINT_PC_LIBS " -pthread")
endif()
configure_file("${CMAKE_CURRENT_LIST_DIR}/cutpoint.pc.in"
  "${PROJECT_BINARY_DIR}/generated/cutpoint.pc" @ONLY)
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/cutpoint-config.cmake.in"
  "${PROJECT_BINARY_DIR}/generated/cutpoint-config.cmake" INSTALL_DESTINATION "${package}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/generated/cutpoint-config-version.cmake"
  COMPATIBILITY SameMinorVersion)

install(TARGETS cutpoint_library EXPORT cutpoint-targets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development)
install(EXPORT cutpoint-targets NAMESPACE cutpoint:: DESTINATION "${package}"
  COMPONENT development)
install(FILES "${PROJECT_BINARY_DIR}/generated/cutpoint-config.cmake"
              "${PROJECT_BINARY_DIR}/generated/cutpoint-config-version.cmake"
  DESTINATION "${package}" COMPONENT development)
install(FILES "${PROJECT_BINARY_DIR}/generated/cutpoint.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/cutpoint"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development FILES_MATCHING PATTERN "*.hpp")
install(FILES "${PROJECT_SOURCE_DIR}/docs/reference/cutpoint.schema.json"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/cutpoint" COMPONENT program)
# The examples that help texts and manual pages name.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/samples" DESTINATION "${CMAKE_INSTALL_DATADIR}/cutpoint"
  COMPONENT program)
