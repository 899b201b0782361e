# What Debian wants of a package beside what is installed: called by CPack once the files lie where
# they are packed from. Same files, same bytes: gzip writes no names and no times.
get_filename_component(root "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
# Of the release, as scripts/package sets it; in the language of Debian's changelogs.
execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C date --utc --date "@$ENV{SOURCE_DATE_EPOCH}" -R
  OUTPUT_VARIABLE day OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
foreach(component program development)
  set(package cutpoint)
  if(component STREQUAL "development")
    set(package libcutpoint-dev)
  endif()
  set(usr "${CPACK_TEMPORARY_DIRECTORY}/${component}/usr")
  if(NOT EXISTS "${usr}")
    message(FATAL_ERROR "nothing was installed for ${component} in ${usr}")
  endif()
  set(documents "${usr}/share/doc/${package}")
  file(COPY_FILE "${root}/CHANGELOG.md" "${documents}/changelog")
  file(WRITE "${documents}/changelog.Debian" "${package} (${CPACK_PACKAGE_VERSION}-1) unstable; urgency=medium

  * Packaged from its sources; what changed in them is in changelog.gz.

 -- ${CPACK_PACKAGE_CONTACT}  ${day}
")
  file(WRITE "${usr}/share/lintian/overrides/${package}"
    "# The owner has not named an address yet.\n${package}: bogus-mail-host *\n${package}: bogus-mail-host-in-debian-changelog *\n")
  file(GLOB pages "${usr}/share/man/man1/*.1")
  foreach(file IN LISTS pages ITEMS "${documents}/changelog" "${documents}/changelog.Debian")
    execute_process(COMMAND gzip -9nf "${file}" COMMAND_ERROR_IS_FATAL ANY)
    file(CHMOD "${file}.gz" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  endforeach()
endforeach()
