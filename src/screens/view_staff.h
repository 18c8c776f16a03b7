#ifndef TILLTALE_SCREENS_VIEW_STAFF_H
#define TILLTALE_SCREENS_VIEW_STAFF_H

/* View of staff and rights: part of struct app_view. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/right.h"

#define VIEW_PEOPLE_MAX 64

/* Somebody who works here, as a tile. */
struct view_person {
    int64_t id;
    const char *name;
    enum role role;
    bool is_active;  /* works here: others are in the list of people only */
    bool is_manager; /* and works here: may lend */
    bool has_pin;
    int64_t wait_ms; /* before the next PIN is looked at; 0: none */
};

/* What became of the last PIN. */
enum view_pin {
    VIEW_PIN_FINE,
    VIEW_PIN_WRONG,
    VIEW_PIN_MISSING /* a manager without one, where others have one */
};

struct view_staff {
    bool may[RIGHT_COUNT]; /* without a manager */
    uint32_t discount_limit_ppm;
    bool has_pins;  /* else there is nothing to lock */
    bool is_ours;   /* the pen is here: people can be changed */
    bool is_many;   /* more than one person works here */
    char today[11]; /* ISO date of the shop's clock */

    /* filled while somebody signs in or a right is asked for; who was here last comes first */
    struct view_person people[VIEW_PEOPLE_MAX];
    size_t count;
    enum view_pin pin;
    uint64_t pin_serial; /* another value: what was typed is done with */
    bool is_switching;   /* somebody is signed in still: Back goes on with that */

    bool is_lending; /* the card for a manager's PIN is up */
    enum right right;
    uint64_t lend_serial; /* another act has another */
};

#endif
