# Installs the command, the libraries and a package that find_package(nuzuh) finds.
include(CMakePackageConfigHelpers)
install(TARGETS nuzuh RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS ${NUZUH_ROOM_TARGETS} nuzuh_options EXPORT nuzuh-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT nuzuh-targets NAMESPACE nuzuh:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/nuzuh)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/nuzuh-config.cmake.in
  ${PROJECT_BINARY_DIR}/nuzuh-config.cmake INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/nuzuh)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/nuzuh-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/nuzuh-config.cmake ${PROJECT_BINARY_DIR}/nuzuh-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/nuzuh)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/cases DESTINATION ${CMAKE_INSTALL_DATADIR}/nuzuh)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/data DESTINATION ${CMAKE_INSTALL_DATADIR}/nuzuh OPTIONAL)
