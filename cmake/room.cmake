# room(NAME [USES rooms...] [LINK targets...] [APART files...]): src/NAME/*.cc becomes the static
# library NAME, src/NAME/*_test.cc the test program NAME_test.
# With ZHULIAN_UNITY eight files are compiled as one, which halves a first build; not those of
# APART, whose names repeat from file to file.
function(room name)
  cmake_parse_arguments(room "" "" "USES;LINK;APART" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  if(NOT sources)
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${ZHULIAN_UNITY} UNITY_BUILD_BATCH_SIZE 8)
  if(ZHULIAN_UNITY)  # What one file keeps to itself, another may use the name of.
    target_compile_options(${name} PRIVATE -Wno-subobject-linkage -Wno-shadow)
  endif()
  foreach(file ${room_APART})
    set_source_files_properties(${CMAKE_SOURCE_DIR}/src/${name}/${file} PROPERTIES
                                SKIP_UNITY_BUILD_INCLUSION ON)
  endforeach()
  target_link_libraries(${name} PUBLIC ${room_USES} ${room_LINK})
  # Only headers in angle brackets, and off by default: what a file of ours includes stays its own
  # affair, and a precompiled header is another one in every clone, which ccache could not share.
  if(ZHULIAN_PCH AND name STREQUAL base)
    target_precompile_headers(base PRIVATE <algorithm> <array> <chrono> <expected> <functional> <map>
                              <memory> <optional> <ranges> <span> <string> <unordered_map> <variant>
                              <vector> <boost/json.hpp>)
  elseif(ZHULIAN_PCH)
    target_precompile_headers(${name} REUSE_FROM base)
  endif()
  if(ZHULIAN_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name}_test PRIVATE ${name} GTest::gtest GTest::gmock GTest::gtest_main)
    if(name STREQUAL db OR db IN_LIST room_USES)
      target_link_libraries(${name}_test PRIVATE test_support)
    endif()
    add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endfunction()
