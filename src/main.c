#include "cmd/cmd.h"

int main(int argc, char **argv)
{
    return command_main(argc, argv);
}

#if defined(__SANITIZE_ADDRESS__)
/* The font library of the module for pages (office/office.h) keeps its tables until the process
 * ends. Only builds with the sanitizer know these names. */
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}

const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\n";
}
#endif
