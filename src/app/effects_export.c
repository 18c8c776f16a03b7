/* What the export thread has to say. */

#include <string.h>

#include "app/desk.h"
#include "app/export_thread.h"
#include "screens/texts.h"

static void say_saved(struct desk *desk, const struct export_run *run)
{
    struct message message = {.shown = {.kind = VIEW_MESSAGE_GREEN}};
    say_with(&desk->view, message.shown.title, sizeof message.shown.title,
        run->saved_on_stick ? TEXT_FILES_ON_STICK : TEXT_FILES_IN_FOLDER, run->saved_on, NULL);
    messages_add(&desk->messages, &message, clock_monotonic_ms(desk->clock));
}

static void say_trouble(struct desk *desk, const struct export_run *run)
{
    static const struct {
        enum text_id stick, folder, kept;
    } WORDS[EXPORT_TROUBLE_COUNT] = {
        [EXPORT_TROUBLE_ABSENT] = {TEXT_STICK_ABSENT, TEXT_FOLDER_ABSENT, TEXT_FILES_KEPT_ABSENT},
        [EXPORT_TROUBLE_FULL] = {TEXT_STICK_FULL, TEXT_FOLDER_FULL, TEXT_FILES_KEPT_FULL},
        [EXPORT_TROUBLE_READ_ONLY] = {TEXT_STICK_READ_ONLY, TEXT_FOLDER_READ_ONLY,
            TEXT_FILES_KEPT_READ_ONLY},
        [EXPORT_TROUBLE_OTHER] = {TEXT_FILES_WAIT_STICK, TEXT_FILES_WAIT_FOLDER,
            TEXT_FILES_WAIT_STICK},
    };
    struct message message = {.is_of_export = true, .shown = {.kind = VIEW_MESSAGE_AMBER}};
    say_with(&desk->view, message.shown.title, sizeof message.shown.title,
        run->trouble_on_stick ? WORDS[run->trouble].stick : WORDS[run->trouble].folder,
        run->trouble_target, NULL);
    text_copy(message.shown.detail, sizeof message.shown.detail,
        run->trouble == EXPORT_TROUBLE_OTHER ? run->words
                                             : say(&desk->view, WORDS[run->trouble].kept));
    messages_add(&desk->messages, &message, clock_monotonic_ms(desk->clock));
}

void desk_tell_exports(struct desk *desk)
{
    struct export_run run;
    if (desk->exports == NULL || !export_thread_take(desk->exports, &run)) {
        return;
    }
    messages_end_export(&desk->messages);
    if (run.done_count > 0) {
        say_saved(desk, &run);
    }
    if (run.trouble != EXPORT_TROUBLE_NONE) {
        say_trouble(desk, &run);
    }
}

void desk_nudge_exports(struct desk *desk)
{
    if (desk->exports != NULL) {
        export_thread_nudge(desk->exports);
    }
}
