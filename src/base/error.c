#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

bool error_set(struct error *err, enum error_code code, const char *format, ...)
{
    ASSERT(code > ERROR_NONE && code < ERROR_CODE_COUNT);
    va_list arguments;
    va_start(arguments, format);
    err->code = code;
    vsnprintf(err->text, sizeof(err->text), format, arguments);
    va_end(arguments);
    text_make_plain(err->text);
    return false;
}

bool error_prefix(struct error *err, const char *format, ...)
{
    char rest[ERROR_TEXT_MAX];
    memcpy(rest, err->text, sizeof(rest));
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(err->text, sizeof(err->text), format, arguments);
    va_end(arguments);
    if (size >= 0 && (size_t)size < sizeof(err->text)) {
        snprintf(err->text + size, sizeof(err->text) - (size_t)size, "%s", rest);
    }
    text_make_plain(err->text);
    return false;
}
