#ifndef TILLTALE_SCREENS_VIEW_LEAD_H
#define TILLTALE_SCREENS_VIEW_LEAD_H

/* View of leads: part of struct app_view. Names, details and notes are somebody's: they are drawn
 * with is_personal, and app/ wipes them when the names are locked again. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/day.h"
#include "till/export_target.h"

#define VIEW_LEAD_NAME_BYTES 128
#define VIEW_LEAD_LIST_BYTES 200 /* interests, one behind the other */
#define VIEW_LEAD_EMAIL_BYTES 200
#define VIEW_LEAD_PHONE_BYTES 48
#define VIEW_LEAD_NOTE_BYTES 600
#define VIEW_LEAD_INTERESTS_MAX 16
#define VIEW_LEAD_INTEREST_BYTES 64
#define VIEW_LEAD_PURPOSES_MAX 8
#define VIEW_LEAD_EVENTS_MAX 60
#define VIEW_LEAD_EVENT_BYTES 360

enum view_rating {
    VIEW_RATING_NONE,
    VIEW_RATING_HOT,
    VIEW_RATING_WARM,
    VIEW_RATING_COLD,
    VIEW_RATING_COUNT
};

enum view_leads_filter {
    VIEW_LEADS_TODAY,
    VIEW_LEADS_ALL,
    VIEW_LEADS_HOT,
    VIEW_LEADS_FOLLOW_UP,
    VIEW_LEADS_FILTER_COUNT
};

/* One person of the list. */
struct view_lead {
    int64_t id;      /* of the latest lead */
    char number[24]; /* "1-000012" */
    char when[24];
    char name[VIEW_LEAD_NAME_BYTES]; /* personal; the number where nothing can be read */
    bool is_named;                   /* it is a name, or what a badge says */
    bool is_badge;                   /* `name` is what a badge says */
    bool has_email, has_phone;
    bool is_nameless; /* a scan and nothing else that says who it is */
    char interests[VIEW_LEAD_LIST_BYTES];
    bool has_bought;
    int64_t bought_minor;
    enum view_rating rating;
    char follow_up[DAY_TEXT_MAX];
};

/* What happened to a person. */
enum view_lead_event_kind {
    VIEW_LEAD_CAPTURED, /* at `words` */
    VIEW_LEAD_AGREED,   /* to `words` */
    VIEW_LEAD_REFUSED,
    VIEW_LEAD_WITHDREW,
    VIEW_LEAD_NOTED,  /* `words` is the note */
    VIEW_LEAD_BOUGHT, /* receipt `words`, for amount_minor */
    VIEW_LEAD_WAS     /* a detail that another took the place of */
};

struct view_lead_event {
    enum view_lead_event_kind kind;
    char when[24];
    char words[VIEW_LEAD_EVENT_BYTES]; /* personal where it is a note or a detail */
    int64_t amount_minor;
};

/* What is typed on the card of a lead. The screen's state keeps it, and it is wiped with it. */
struct lead_entry {
    char first_name[VIEW_LEAD_NAME_BYTES], last_name[VIEW_LEAD_NAME_BYTES];
    char email[VIEW_LEAD_EMAIL_BYTES], phone[VIEW_LEAD_PHONE_BYTES];
    char company[VIEW_LEAD_NAME_BYTES];
    char note[VIEW_LEAD_NOTE_BYTES]; /* a new one */
    enum view_rating rating;
    char interests[VIEW_LEAD_INTERESTS_MAX][VIEW_LEAD_INTEREST_BYTES];
    size_t interest_count;
    char follow_up[DAY_TEXT_MAX];
    bool may_email, may_phone; /* asked and agreed to, by word of mouth */
};

/* The open card. */
struct view_lead_card {
    uint64_t serial;                           /* another value: another card, or saved */
    int64_t id;                                /* 0: a new lead */
    char number[24];                           /* "1-000012" */
    bool is_open;                              /* details can be read */
    struct lead_entry entry;                   /* as it is known */
    char purposes[VIEW_LEAD_PURPOSES_MAX][24]; /* that consent stands for */
    size_t purpose_count;
    struct view_lead_event events[VIEW_LEAD_EVENTS_MAX]; /* newest first */
    size_t event_count;
};

struct view_leads {
    bool has_key;           /* the shop takes leads */
    bool is_unlocked;       /* names can be read now */
    bool can_unlock;        /* the secret key is here */
    bool is_refused;        /* the last passphrase was not right */
    uint64_t unlock_serial; /* another value: a passphrase was tried */
    enum view_leads_filter filter;
    size_t counts[VIEW_LEADS_FILTER_COUNT];
    size_t recognised_count;      /* of those of today: were here before */
    size_t nameless_count;        /* a scan and nothing else */
    const struct view_lead *rows; /* of the filter and of what is searched */
    size_t count;
    int64_t selected_id;
    const struct view_lead_card *card; /* NULL: never opened */
    const struct view_qr *code;        /* of the selected lead, while it is shown; NULL: none */
    char token[24];
    struct export_targets targets; /* where files may go */
    size_t formats_done; /* another value: files were saved */
};

#endif
