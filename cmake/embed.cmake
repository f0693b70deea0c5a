# Puts schema/*.sql and messages/*.yaml into the program, so that it needs no folder but its
# data to run: embedded() of base/embedded.h.
file(GLOB embedded_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/schema/*.sql
     ${CMAKE_SOURCE_DIR}/messages/*.yaml)
list(SORT embedded_files)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${embedded_files})
set(text "#include \"base/embedded.h\"\n\nnamespace zhulian {\n\nconst std::vector<EmbeddedFile>& embedded() {\n  static const std::vector<EmbeddedFile> files{\n")
foreach(file ${embedded_files})
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${file})
  file(READ ${file} content)
  string(APPEND text "{\"${name}\", R\"=====(${content})=====\"},\n")
endforeach()
string(APPEND text "  };\n  return files;\n}\n\n}  // namespace zhulian\n")
file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/generated/embedded.cc CONTENT "${text}")
add_library(embedded STATIC ${CMAKE_BINARY_DIR}/generated/embedded.cc)
target_include_directories(embedded PUBLIC ${CMAKE_SOURCE_DIR}/src)
