/* Any bytes are a script or an error with a place; what is read can be played: texts are
 * terminated UTF-8 of a length that an input can carry, numbers lie in their ranges. */

#include <string.h>

#include "app/script.h"
#include "base/error.h"
#include "fuzz/fuzz.h"

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct script script;
    struct error err = {0};
    struct text_view source = {(const char *)bytes, size};
    if (!script_parse(source, &script, &err)) {
        ASSERT(err.code == ERROR_INVALID || err.code == ERROR_LIMIT);
        ASSERT(err.text[0] != '\0' && script.step_count == 0);
        return;
    }
    uint32_t line = 0;
    for (size_t i = 0; i < script.step_count; i++) {
        const struct step *step = &script.steps[i];
        size_t text_size = strlen(step->text);
        ASSERT(step->line > line && (unsigned)step->kind < STEP_KIND_COUNT);
        ASSERT(text_size < SCRIPT_TEXT_MAX && text_is_utf8(step->text, text_size, NULL));
        ASSERT(step->duration_ms >= 0 && step->duration_ms <= SCRIPT_MS_MAX);
        line = step->line;
    }
    script_close(&script);
}
