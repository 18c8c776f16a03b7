# The translations, compiled by msgfmt: into locale/ beside the program that is built, and installed
# where Debian keeps them. The program finds both from where it lies itself (src/base/translations.h).
find_program(MSGFMT msgfmt REQUIRED)
set(TILLTALE_LANGUAGES de fr es ar)

file(RELATIVE_PATH TILLTALE_LOCALE_FROM_BIN
    ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LOCALEDIR})

set(catalogues)
foreach(language ${TILLTALE_LANGUAGES})
    set(source ${CMAKE_CURRENT_LIST_DIR}/${language}.po)
    set(folder ${PROJECT_BINARY_DIR}/locale/${language}/LC_MESSAGES)
    add_custom_command(OUTPUT ${folder}/tilltale.mo
        COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
        COMMAND ${MSGFMT} --check --endianness=little -o ${folder}/tilltale.mo ${source}
        DEPENDS ${source} VERBATIM)
    list(APPEND catalogues ${folder}/tilltale.mo)
    install(FILES ${folder}/tilltale.mo
        DESTINATION ${CMAKE_INSTALL_LOCALEDIR}/${language}/LC_MESSAGES)
endforeach()
add_custom_target(translations ALL DEPENDS ${catalogues})
