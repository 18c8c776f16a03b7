# The parts of a campaign's pages (src/export/site) as texts, so that the program carries them.
#
# Included by CMakeLists.txt after the layer is made, it adds the generated source to it. Run as a
# script it writes that source: page.html becomes SITE_PAGE_HTML, byte by byte (a string literal of
# this length is more than C17 promises).
if(NOT CMAKE_SCRIPT_MODE_FILE)
    file(GLOB parts CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/site/*)
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated/site_parts.c)
    add_custom_command(OUTPUT ${generated}
        COMMAND ${CMAKE_COMMAND} -DOUT=${generated} -DFROM=${CMAKE_CURRENT_LIST_DIR}/site
            -P ${CMAKE_CURRENT_LIST_FILE}
        DEPENDS ${parts} ${CMAKE_CURRENT_LIST_FILE}
        COMMENT "Embedding the pages" VERBATIM)
    target_sources(tilltale_export PRIVATE ${generated})
    return()
endif()

file(GLOB parts ${FROM}/*)
list(SORT parts)
set(arrays "")
foreach(path ${parts})
    get_filename_component(name ${path} NAME)
    string(REPLACE "." "_" name ${name})
    string(TOUPPER ${name} name)
    file(READ ${path} bytes HEX)
    string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(APPEND arrays "const char SITE_${name}[] = {\n${bytes}0x00};\n\n")
endforeach()
file(WRITE ${OUT} "/* Written by src/export/embed_site.cmake. */\n\n#include \"export/site_parts.h\"\n\n${arrays}")
