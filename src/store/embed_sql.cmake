# The migrations as one const array, so that the program carries its schema with it.
#
# Included by CMakeLists.txt after the layer is made, it adds the generated source to it. Run as a
# script it writes that source: each NNNN_name.sql becomes bytes (a string literal of this length
# is more than C17 promises), in the order of its number.
if(NOT CMAKE_SCRIPT_MODE_FILE)
    file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/migrations/*.sql)
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated/migrations.c)
    add_custom_command(OUTPUT ${generated}
        COMMAND ${CMAKE_COMMAND} -DOUT=${generated} -DFROM=${CMAKE_CURRENT_LIST_DIR}/migrations
            -P ${CMAKE_CURRENT_LIST_FILE}
        DEPENDS ${migrations} ${CMAKE_CURRENT_LIST_FILE}
        COMMENT "Embedding the schema" VERBATIM)
    target_sources(tilltale_store PRIVATE ${generated})
    # sqlite3.h declares the pre-update hook only when asked; Debian's library has it.
    target_compile_definitions(tilltale_store PRIVATE SQLITE_ENABLE_PREUPDATE_HOOK)
    return()
endif()

file(GLOB migrations ${FROM}/*.sql)
list(SORT migrations)
set(arrays "")
set(rows "")
set(expected 1)
foreach(path ${migrations})
    get_filename_component(name ${path} NAME_WE)
    if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_[a-z0-9_]+$")
        message(FATAL_ERROR "${name}: a migration is called NNNN_name.sql")
    endif()
    math(EXPR number "1${CMAKE_MATCH_1} - 10000")
    if(NOT number EQUAL expected)
        message(FATAL_ERROR "${name}: the migration before it is missing")
    endif()
    math(EXPR expected "${expected} + 1")
    file(READ ${path} bytes HEX)
    string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(APPEND arrays "static const unsigned char SQL_${number}[] = {\n${bytes}0x00};\n\n")
    string(APPEND rows "    {.version = ${number}, .name = \"${name}\", .sql = SQL_${number}},\n")
endforeach()
file(WRITE ${OUT} "/* Written by src/store/embed_sql.cmake. */\n\n#include \"store/migrations.h\"\n\n${arrays}const struct migration MIGRATIONS[] = {\n${rows}};\nconst int MIGRATION_COUNT = (int)(sizeof(MIGRATIONS) / sizeof(MIGRATIONS[0]));\n")
