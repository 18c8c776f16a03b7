#ifndef TILLTALE_SCREENS_LEADS_H
#define TILLTALE_SCREENS_LEADS_H

/* What the list of leads and its cards share. Private to src/screens. */

#include <stdbool.h>
#include <stddef.h>

#include "screens/intent.h"
#include "screens/view.h"
#include "ui/ui.h"

#define LEADS_QUERY_MAX 128
#define LEADS_PASSPHRASE_MAX 200

/* What lies over the list. */
enum leads_over {
    LEADS_OVER_NOTHING,
    LEADS_OVER_UNLOCK,
    LEADS_OVER_FILES
};

struct leads_state {
    bool is_searching, was_unlocked;
    char query[LEADS_QUERY_MAX];
    char passphrase[LEADS_PASSPHRASE_MAX]; /* wiped as soon as it was tried */
    uint64_t seen_unlock;
    size_t seen_files;
    enum leads_over over, after_unlock;
    size_t format;  /* of the files */
    size_t purpose; /* its place in the row of choices */
    size_t target;
    struct ui_scroll scroll, files_scroll;
    struct ui_keys_state keys;
};

/* "e-mail, phone", "details sealed" … */
const char *leads_details(
    const struct app_view *view, const struct view_lead *lead, char *out, size_t capacity);

/* The pill of a rating. */
void leads_rating(
    struct ui *ui, const struct app_view *view, struct rect rect, enum view_rating rating);

/* The code of a lead, large, over everything: what was pressed. */
struct intent leads_code_card(const struct app_view *view, struct ui *ui);

/* In the place of the list: the passphrase with its keyboard; what is to be saved. */
struct intent leads_unlock(
    struct leads_state *state, const struct app_view *view, struct ui *ui, struct rect area);
struct intent leads_files(
    struct leads_state *state, const struct app_view *view, struct ui *ui, struct rect area);

/* Closes what lies over the list. */
void leads_close_over(struct leads_state *state, struct ui *ui);

#endif
