#include "cmd/cmd.h"

int main(int argc, char **argv)
{
    return command_main(argc, argv);
}

#if defined(__SANITIZE_ADDRESS__)
/* The font library of the module for pages (office/office.h) keeps its tables until the process
 * ends. Only builds with the sanitizer know this name. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\n";
}
#endif
