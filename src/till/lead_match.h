#ifndef TILLTALE_TILL_LEAD_MATCH_H
#define TILLTALE_TILL_LEAD_MATCH_H

/* Lead match: who is the same person. Private to src/till.
 *
 * A mark is a keyed hash of a normal e-mail or phone. With the secret key open its index key makes
 * marks that are kept in the file and hold across tills; without it a random key of the run makes
 * marks that live in memory: a phone number behind a known key is guessed in seconds. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "till/lead.h"

struct error;
struct till;

#define LEAD_MARKS_MAX 64
#define LEAD_SAME_MAX 1024 /* leads of one person that are looked at */

struct lead_marks {
    size_t count;
    uint8_t kept[LEAD_MARKS_MAX][32]; /* if the key is open */
    uint8_t met[LEAD_MARKS_MAX][32];  /* under the key of this run */
};

/* Adds the mark of a field if it is one that finds people; others are passed over. */
void lead_marks_add(struct till *till, const struct lead_field *field, struct lead_marks *marks);

/* In the bracket that writes `lead_id`: looks whom the marks belong to, writes the matches, and
 * indexes the lead if the key is open. *out_person_id is lead_id where nobody is recognised. */
MUST_CHECK bool lead_recognise(struct till *till, int64_t lead_id, const struct lead_marks *marks,
    int64_t at_ms, enum lead_recognised *out_recognised, int64_t *out_person_id, struct error *err);

/* After its commit: this run has met them. */
void lead_remember(struct till *till, int64_t lead_id, const struct lead_marks *marks);

/* Looks again whose a lead is, after its fields changed. Needs the key. False, if it cannot be done
 * now: the next unlocking does it. */
bool lead_compare(struct till *till, int64_t lead_id, struct error *err);

/* The leads of a person, from any of them, smallest first: at most LEAD_SAME_MAX. */
struct lead_same {
    int64_t ids[LEAD_SAME_MAX];
    size_t count;
};
MUST_CHECK bool lead_same_person(
    struct till *till, int64_t lead_id, struct lead_same *out_same, struct error *err);

#endif
