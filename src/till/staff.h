#ifndef TILLTALE_TILL_STAFF_H
#define TILLTALE_TILL_STAFF_H

/* Staff: who works here, who is at the till, and what they may do.
 *
 * A verb that not everybody may do begins with till_require(). It says yes if the role of whoever
 * is signed in has the right (domain/right.h) or if a manager has lent it for this one act; else
 * it fails with ERROR_NOT_ALLOWED, and nothing has changed. On that error the kiosk shows the card
 * for a manager's PIN and repeats the same intent with the loan: a verb and its screen need to do
 * nothing about it.
 *
 *     struct till_loan loan;
 *     if (!till_require(till, RIGHT_PAY_OUT, 0, &loan, err)) {
 *         return false;
 *     }
 *     ... store_begin(till->store, ENTRY_SHIFT, till->staff_id, err) && rows &&
 *         till_write_loan(till, &loan, 0, err) && store_commit(...)
 *
 * PINs: 4 to 8 digits. What is stored is argon2id over a keyed hash of the PIN, under the pepper of
 * the shop's key file, so the database alone gives nothing to guess at. From the third wrong PIN
 * on that person waits, longer each time, and nobody else does; the wait is kept in the file. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/right.h"
#include "domain/ticket.h"

struct error;
struct till;

/* --- rights -------------------------------------------------------------------------------- */

/* True if whoever is signed in may, without a manager. `percent_ppm` counts for RIGHT_DISCOUNT
 * only; 0 asks whether a discount may be given at all. For what a screen says about an act. */
bool till_may(const struct till *till, enum right right, uint32_t percent_ppm);

/* How much whoever is signed in may take off. */
uint32_t till_discount_limit_ppm(const struct till *till);

/* Who lent a right for the act that is going on; staff_id 0: nobody had to. */
struct till_loan {
    enum right right;
    int64_t staff_id;
    char staff_name[NAME_BYTES];
};

/* See above. A till that was opened with TILL_OPEN_BATCH holds every right, for its user holds the
 * shop's files: a command that wants a manager's name for something asks for it itself.
 * Errors: ERROR_NOT_ALLOWED; till_refused_right() then says what was missing. */
MUST_CHECK bool till_require(struct till *till, enum right right, uint32_t percent_ppm,
    struct till_loan *out_loan, struct error *err);

/* What the last till_require() that failed asked for. */
enum right till_refused_right(const struct till *till);

/* Writes down who lent the right, if somebody did, inside the bracket of the act itself. `sale_id`
 * is that of the act's sale; 0: none. */
MUST_CHECK bool till_write_loan(
    struct till *till, const struct till_loan *loan, int64_t sale_id, struct error *err);

/* --- lending ------------------------------------------------------------------------------- */

/* A manager lends one right by PIN. The loan holds until till_end_loan(): whoever asked for it
 * carries out one act in between.
 * Errors: as till_sign_in(); ERROR_REFUSED, that person is no manager. */
MUST_CHECK bool till_lend(
    struct till *till, int64_t manager_id, const char *pin, enum right right, struct error *err);

/* The same for commands, whose user has the shop's files and needs no PIN: the person of this
 * name lends. Errors: ERROR_NOT_FOUND; ERROR_REFUSED, that person is no manager. */
MUST_CHECK bool till_lend_by_name(
    struct till *till, const char *name, enum right right, struct error *err);

void till_end_loan(struct till *till);

/* --- who is at the till -------------------------------------------------------------------- */

struct till_person {
    int64_t id;
    char name[NAME_BYTES];
    enum role role;
    bool is_active; /* works here */
    bool has_pin;
};

/* Everybody, also those who work here no more, by id. Borrowed until the next verb or tick. */
const struct till_person *till_staff(const struct till *till, size_t *out_count);

enum role till_role(const struct till *till);

/* True if nobody is signed in: the ticket is kept, and the screen asks for a PIN. A till begins so
 * if anybody has a PIN, but for a demo. */
bool till_is_locked(const struct till *till);

/* True if somebody who works here has a PIN: else locking would keep nobody out. */
bool till_has_pins(const struct till *till);

/* How long this person has to wait before the next PIN is looked at; 0: not at all. */
int64_t till_pin_wait_ms(struct till *till, int64_t staff_id);

/* Signs somebody in, and whoever was out; both are acts in the journal. A person without a PIN
 * needs none, but a manager does once anybody has one.
 * Errors: ERROR_NOT_FOUND, nobody of this id works here; ERROR_INVALID, the PIN is not right;
 * ERROR_LIMIT, wait; ERROR_REFUSED, this manager has no PIN yet; ERROR_BUSY, ERROR_IO. */
MUST_CHECK bool till_sign_in(
    struct till *till, int64_t staff_id, const char *pin, struct error *err);

/* Signs out. Nothing of the ticket is lost. `reason` is a word for the journal: lock, idle. */
MUST_CHECK bool till_lock(struct till *till, const char *reason, struct error *err);

/* Whoever was signed in last at this till, for the first tile; 0: nobody yet. */
int64_t till_last_staff_id(struct till *till);

/* For commands: what follows is done by the person of this name, without a PIN.
 * Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool till_act_as(struct till *till, const char *name, struct error *err);

/* Opens the drawer without a sale: RIGHT_OPEN_DRAWER, an act in the journal. What moves the
 * drawer is the caller's. */
MUST_CHECK bool till_open_drawer(struct till *till, struct error *err);

/* Somebody did something that leaves no other row; `kind` as in the table `act`. */
MUST_CHECK bool till_write_act(struct till *till, const char *kind, const char *detail,
    int64_t sale_id, const struct till_loan *loan, struct error *err);

/* --- changing the list: the office's, RIGHT_STAFF ------------------------------------------- */

#define PIN_DIGITS_MIN 4
#define PIN_DIGITS_MAX 8

/* True for 4 to 8 digits. */
bool till_pin_is_possible(const char *pin);

/* Errors: ERROR_INVALID, no such name or somebody has it already; ERROR_NOT_ALLOWED;
 * ERROR_REFUSED, the office holds the pen. The others below alike. */
MUST_CHECK bool till_add_person(
    struct till *till, const char *name, enum role role, int64_t *out_id, struct error *err);

/* Name, role and whether the person works here. ERROR_REFUSED also if no manager was left. */
MUST_CHECK bool till_change_person(
    struct till *till, const struct till_person *person, struct error *err);

/* Gives a person a (new) PIN. The first PIN of a shop is a manager's (ERROR_REFUSED): else nobody
 * could lend a right. */
MUST_CHECK bool till_set_pin(
    struct till *till, int64_t staff_id, const char *pin, struct error *err);

/* Words for the day on which no manager knows a PIN any more: six groups of five letters and
 * digits, to be written down. Making new ones ends the old. */
#define RECOVERY_TEXT_MAX 40
MUST_CHECK bool till_make_recovery(
    struct till *till, char out_words[RECOVERY_TEXT_MAX], struct error *err);

/* Gives a manager a new PIN for these words, which are used up by it: *out_words are new ones.
 * Errors: ERROR_INVALID, they are not this shop's, or no such PIN. */
MUST_CHECK bool till_recover_manager(struct till *till, const char *words, int64_t manager_id,
    const char *pin, char out_words[RECOVERY_TEXT_MAX], struct error *err);

#endif
