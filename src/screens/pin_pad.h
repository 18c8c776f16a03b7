#ifndef TILLTALE_SCREENS_PIN_PAD_H
#define TILLTALE_SCREENS_PIN_PAD_H

/* PIN pad: one person's name, the dots, what is to be said about the last try, and the keypad. Used
 * by the sign-in screen and the card that lends a right. Private to src/screens. */

#include <stdbool.h>
#include <stdint.h>

#include "screens/view.h"
#include "ui/ui.h"

#define PIN_PAD_DIGITS_MIN 4
#define PIN_PAD_DIGITS_MAX 8

struct pin_pad {
    int64_t person_id;
    char pin[PIN_PAD_DIGITS_MAX + 1];
    uint64_t seen_serial; /* of the view's last answer */
    bool says_wrong;
};

/* Chooses the person; what was typed for another is gone. */
void pin_pad_choose(struct pin_pad *pad, int64_t person_id);

/* The chosen person; NULL if there is none any more. */
const struct view_person *pin_pad_person(const struct pin_pad *pad, const struct app_view *view);

/* Draws it; true when OK was pressed and pad->pin is to be looked at. `has_name`: the name stands
 * above the dots. */
bool pin_pad_frame(struct pin_pad *pad, const struct app_view *view, struct ui *ui,
    struct rect rect, bool has_name);

#endif
