#ifndef TILLTALE_TILL_LEAD_H
#define TILLTALE_TILL_LEAD_H

/* Lead: people who left details, from the first word to the last.
 *
 * A *lead* is one capture, a *person* is the leads that belong together (same e-mail, phone or
 * badge); the smallest lead id names the person. What says who somebody is stands in boxes sealed
 * to the shop's key (lead_key.h): every till can fill one, only an unlocked till can open it.
 * Without the key a person has number, time, campaign, rating, interests, follow-up and consents.
 *
 * Nothing is overwritten: what is learned later is a row of its own, the latest that says something
 * counts, and the earlier ones can be listed. A consent that was withdrawn stays withdrawn,
 * whichever lead of the person said what and whenever the leads were found to be one person's.
 *
 * Personal texts that come out of here are wiped by lead_person_close(). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/ticket.h"
#include "domain/token.h"
#include "till/campaign.h"
#include "till/lead_key.h"

struct error;
struct till;

#define LEAD_FIELDS_MAX 48        /* of one capture */
#define LEAD_FIELD_NAME_MAX 48    /* bytes, terminator included */
#define LEAD_VALUE_BYTES_MAX 1000 /* of one field */
#define LEAD_TEXT_BYTES_MAX 8000  /* of a scan, a note, a consent's wording */
#define LEAD_CONSENTS_MAX 16
#define LEAD_INTERESTS_MAX 32
#define LEAD_INTERESTS_TEXT_MAX 2000
#define LEAD_REF_MAX 64
#define LEAD_RETENTION_DAYS 180 /* where the shop has set none */
#define LEAD_RETENTION_DAYS_MAX 3650

/* --- capture -------------------------------------------------------------------------------- */

enum lead_source {
    LEAD_FROM_FORM,  /* the visitor typed it */
    LEAD_FROM_STAFF, /* somebody of the shop did */
    LEAD_FROM_SCAN,  /* a badge */
    LEAD_FROM_FILE
};

/* Names are those of contact_field_name(): first_name, last_name, name, email, phone, mobile,
 * company, title, website, street, city, region, postcode, country. Any other word of a-z, 0-9 and
 * _ is taken too. */
struct lead_field {
    struct text_view name, value;
};

struct lead_consent {
    struct text_view purpose; /* email, phone, ads */
    struct text_view wording, version, language;
    bool is_given;
};

/* Texts are borrowed for the call; what is not known is empty or 0. */
struct lead_capture {
    int64_t at_ms;              /* 0: now */
    struct text_view campaign;  /* its code */
    struct text_view placement; /* the word of its link */
    const struct lead_field *fields;
    size_t field_count;
    /* The badge as it was read; what it says fills the fields that nobody typed. */
    struct text_view scan;
    const struct lead_consent *consents;
    size_t consent_count;
    struct text_view rating; /* hot, warm, cold */
    const struct text_view *interests;
    size_t interest_count;
    struct text_view note;
    struct text_view follow_up; /* ISO date */
    struct text_view ref;       /* of other software: never added twice */
    enum lead_source source;
};

enum lead_recognised {
    LEAD_RECOGNISED_NO,
    LEAD_RECOGNISED_YES,
    LEAD_RECOGNISED_LATER /* the key is locked and this run has not met the person: the office tells */
};
/* "no", "yes", "later". */
const char *lead_recognised_text(enum lead_recognised recognised);

struct lead_captured {
    int64_t lead_id;
    char token[TOKEN_GROUPED_MAX];          /* the person's code, for people */
    char code_text[CAMPAIGN_CODE_TEXT_MAX]; /* what the QR code says */
    enum lead_recognised recognised;
    int64_t person_id; /* whose lead it is, if recognised; else lead_id */
    bool is_known;     /* the `ref` was added before: this is that lead, nothing was written */
};

/* Writes lead, box, consents, rating, interests, follow-up and the touch of its campaign in one
 * transaction. Errors: ERROR_REFUSED, the shop has no lead key yet; ERROR_INVALID, ERROR_LIMIT name
 * the part that is wrong ("fields.email: ..."); ERROR_NOT_FOUND, no such campaign. */
MUST_CHECK bool lead_capture(struct till *till, const struct lead_capture *capture,
    struct lead_captured *out_captured, struct error *err);

/* The code of a lead, as after its capture. False where this till cannot make it (a booth's lead
 * without the shop's keys). */
bool lead_code(const struct till *till, int64_t lead_id, char out_token[TOKEN_GROUPED_MAX],
    char out_code_text[CAMPAIGN_CODE_TEXT_MAX]);

/* --- later ---------------------------------------------------------------------------------- */

/* What was learned of a lead; empty parts say nothing. Rating, interests and follow-up need no key,
 * nor do fields and note: they are sealed. `has_interests` with none, and `follow_up` "-", take
 * them away. Errors: as lead_capture(); ERROR_REFUSED, the lead is erased. */
struct lead_learned {
    struct text_view rating;
    bool has_interests;
    const struct text_view *interests;
    size_t interest_count;
    struct text_view follow_up;
    const struct lead_field *fields; /* an empty value takes a field away */
    size_t field_count;
    struct text_view note;
};
MUST_CHECK bool lead_learn(
    struct till *till, int64_t lead_id, const struct lead_learned *learned, struct error *err);

/* One consent, given or asked and not given / withdrawn; purpose "" withdraws all that the person
 * gave; another than email, phone and ads must be one that they were asked for. `channel` is form,
 * staff, file. */
MUST_CHECK bool lead_consent_add(struct till *till, int64_t lead_id,
    const struct lead_consent *consent, const char *channel, struct error *err);
MUST_CHECK bool lead_withdraw(struct till *till, int64_t lead_id, struct text_view purpose,
    const char *channel, struct error *err);

/* Says of two leads that they are one person's, or that they are not. Neither may be erased. */
MUST_CHECK bool lead_match(
    struct till *till, int64_t lead_id, int64_t other_lead_id, bool is_same, struct error *err);

/* Looks through every lead that the index does not have yet and writes down who is the same person,
 * across all tills. Errors: ERROR_REFUSED, the key is locked. */
struct lead_match_count {
    size_t indexed, matched, unreadable;
};
MUST_CHECK bool lead_match_all(
    struct till *till, struct lead_match_count *out_count, struct error *err);

/* --- erasing -------------------------------------------------------------------------------- */

/* Erases everything personal of the lead's person, here and, by sync, everywhere. Figures stay.
 * *out_count leads were erased. */
MUST_CHECK bool lead_erase(
    struct till *till, int64_t lead_id, const char *reason, size_t *out_count, struct error *err);

/* The rule: how many days after a person's last capture or purchase everything personal goes. */
int lead_retention_days(struct till *till);
/* Sets it. Errors: ERROR_INVALID; ERROR_REFUSED, the office holds the pen. */
MUST_CHECK bool lead_retention_set(struct till *till, int days, struct error *err);
/* Erases whoever is over. The till that holds the pen does it with every close too: it knows of all
 * purchases, as far as it has synced. */
MUST_CHECK bool lead_retention_apply(struct till *till, size_t *out_count, struct error *err);

/* --- reading -------------------------------------------------------------------------------- */

struct lead_value {
    char *name, *value; /* value is personal */
    int64_t at_ms;
    int64_t lead_id;
    bool is_current; /* the latest that the person has of this name */
};

struct lead_note {
    char *text; /* personal */
    char *staff;
    int64_t at_ms;
    int64_t lead_id;
};

enum consent_state {
    CONSENT_NONE, /* never asked, or asked and not given */
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN
};

/* One row of evidence. */
struct lead_consent_fact {
    char *purpose, *wording, *version, *language, *channel, *device, *staff;
    bool is_given, is_withdrawal;
    int64_t at_ms;
    int64_t lead_id;
};

struct lead_contact {
    char *kind, *campaign_code, *campaign_name, *channel, *content;
    int64_t at_ms;
    int64_t sale_id; /* 0: without a sale */
    int64_t lead_id;
};

struct lead_bought {
    int64_t sale_id;
    int64_t at_ms;
    int64_t gross_minor;
    char currency[4];
};

/* One capture of the person. */
struct lead_part {
    int64_t lead_id;
    int64_t captured_at_ms;
    char business_day[DAY_TEXT_MAX];
    int64_t campaign_id, link_id;
    char *campaign_code, *campaign_name, *channel, *content, *source, *ref, *staff;
    char *has;
    bool is_erased;
    bool is_open; /* its box was opened */
};

struct lead_person {
    int64_t id;
    struct lead_part *leads; /* oldest first; leads[0] is the first capture */
    size_t lead_count;
    bool is_erased; /* all of them are */
    bool is_open;   /* the key is unlocked and at least one box was opened */
    bool has_name, has_email, has_phone, has_company, has_badge;

    char rating[8];   /* "" none */
    char **interests; /* by the latest word */
    size_t interest_count;
    char follow_up[DAY_TEXT_MAX]; /* "" none */

    struct lead_value *values; /* all, by name and then oldest first */
    size_t value_count;
    struct lead_note *notes; /* oldest first */
    size_t note_count;
    struct lead_note *scans; /* raw badges */
    size_t scan_count;
    struct lead_consent_fact *consents; /* oldest first */
    size_t consent_count;
    struct lead_contact *contacts;
    size_t contact_count;
    struct lead_bought *bought;
    size_t bought_count;
    int64_t bought_minor; /* of sales in the shop's currency */
};

/* The person of this lead. `out_person` is zeroed or closed. Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool lead_read(
    struct till *till, int64_t lead_id, struct lead_person *out_person, struct error *err);
void lead_person_close(struct lead_person *person);

/* The latest value of a field; "" where there is none or the box is closed. Borrowed. */
const char *lead_person_field(const struct lead_person *person, const char *name);
/* "Grace Hopper", of name or first_name and last_name; else the company; "" where nothing says.
 * Cut where it does not fit. */
void lead_person_name(const struct lead_person *person, char *out_name, size_t capacity);
enum consent_state lead_person_consent(const struct lead_person *person, const char *purpose);
/* The latest moment at which the person was here or bought: what retention counts from. */
int64_t lead_person_last_at(const struct lead_person *person);

/* Whom a list wants. A zeroed struct: everybody who is not erased. */
struct lead_filter {
    struct text_view from_day, to_day; /* business days of any capture, included; "" open */
    bool only_hot;
    bool only_follow_up;           /* has a follow-up date */
    struct text_view follow_up_to; /* due on this day or before; "" any */
    bool only_bought;              /* came back and bought */
    int64_t captured_before_ms;    /* the latest capture is older; 0: any */
    struct text_view campaign;     /* its code; "" any; one that there is or was */
    struct text_view search; /* in names, details, notes, interests, number; needs no accents */
    bool with_erased;
};

/* Persons, the latest capture first, one at a time: each is read, given to the visitor, and wiped.
 * A visitor that returns false ends it with its `err`. */
typedef bool (*lead_person_visitor)(
    void *context, const struct lead_person *person, struct error *err);
MUST_CHECK bool lead_visit_people(struct till *till, const struct lead_filter *filter,
    lead_person_visitor visit, void *context, struct error *err);

/* Reads what names a lead on a command line or in a search field: an id, "1-12" as numbers are
 * shown, a code, and with the key open an e-mail or a phone. *out_lead_id is 0 if nobody is meant.
 */
MUST_CHECK bool lead_find_text(
    struct till *till, struct text_view text, int64_t *out_lead_id, struct error *err);

/* "1-000012": how a lead is named where its name must not or cannot be. Returns out_text. */
const char *lead_number_print(int64_t lead_id, char out_text[24]);

/* What was handed out, written down: `format` as in lead_export, "person" for one's own data. */
MUST_CHECK bool lead_export_record(struct till *till, const char *format, const char *purpose,
    const char *target, size_t lead_count, size_t left_out_count, struct error *err);

#endif
