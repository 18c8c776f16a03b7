#include "till/lead_export.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/id.h"
#include "domain/phone.h"
#include "till/handle.h"
#include "till/lead.h"
#include "till/staff.h"

#define CONVERSION "Store purchase"
#define PURPOSE_MAX 40

struct writing {
    struct till *till;
    const struct lead_export_request *request;
    struct crm_file *file;
    struct lead_export_counts counts;
    struct buffer notes, purposes; /* of the person at hand */
    char phone[PHONE_E164_BYTES], mobile[PHONE_E164_BYTES];
};

/* ---- A person as the formats want it ---- */

static const char *notes_of(struct writing *writing, const struct lead_person *person)
{
    buffer_clear(&writing->notes);
    for (size_t i = 0; i < person->note_count; i++) {
        buffer_append_text(&writing->notes, i > 0 ? "\n" : "");
        buffer_append_text(&writing->notes, person->notes[i].text);
    }
    return person->note_count > 0 ? writing->notes.bytes : "";
}

/* Each purpose once, in the order in which they were first asked for. */
static const char *purposes_of(struct writing *writing, const struct lead_person *person)
{
    buffer_clear(&writing->purposes);
    for (size_t i = 0; i < person->consent_count; i++) {
        const char *purpose = person->consents[i].purpose;
        bool is_new = true;
        for (size_t j = 0; j < i && is_new; j++) {
            is_new = strcmp(person->consents[j].purpose, purpose) != 0;
        }
        if (is_new && lead_person_consent(person, purpose) == CONSENT_GIVEN) {
            buffer_append_text(&writing->purposes, writing->purposes.size > 0 ? "," : "");
            buffer_append_text(&writing->purposes, purpose);
        }
    }
    return writing->purposes.size > 0 ? writing->purposes.bytes : "";
}

static int64_t changed_at(const struct lead_person *person)
{
    int64_t at_ms = person->leads[person->lead_count - 1].captured_at_ms;
    for (size_t i = 0; i < person->value_count; i++) {
        at_ms = person->values[i].at_ms > at_ms ? person->values[i].at_ms : at_ms;
    }
    for (size_t i = 0; i < person->note_count; i++) {
        at_ms = person->notes[i].at_ms > at_ms ? person->notes[i].at_ms : at_ms;
    }
    return at_ms;
}

/* The first capture that names a campaign: what brought the person in. */
static const struct lead_part *campaign_part(const struct lead_person *person)
{
    for (size_t i = 0; i < person->lead_count; i++) {
        if (person->leads[i].campaign_code != NULL && person->leads[i].campaign_code[0] != '\0') {
            return &person->leads[i];
        }
    }
    return &person->leads[0];
}

static const char *or_nothing(const char *text)
{
    return text == NULL ? "" : text;
}

static void fill_campaign(struct crm_person *row, const struct lead_person *person)
{
    const struct lead_part *part = campaign_part(person);
    row->campaign_code = or_nothing(part->campaign_code);
    row->campaign_name = or_nothing(part->campaign_name);
    row->channel = or_nothing(part->channel);
    row->placement = or_nothing(part->content);
}

/* Two words for one field: that of badges, and that of other programs. */
static const char *either(const struct lead_person *person, const char *name, const char *other)
{
    const char *text = lead_person_field(person, name);
    return text[0] != '\0' ? text : lead_person_field(person, other);
}

/* "030 1234" of a shop in Germany is "+49301234"; what is no number that anybody could dial stays
 * as it was written. */
static const char *number_of(
    struct writing *writing, const struct lead_person *person, const char *name, char *out_e164)
{
    const char *typed = lead_person_field(person, name);
    const char *country = till_shop(writing->till)->country;
    bool is_number = typed[0] != '\0' && phone_normalise(text_view_of(typed), country, out_e164);
    return is_number ? out_e164 : typed;
}

static struct crm_person row_of(struct writing *writing, const struct lead_person *person)
{
    struct crm_person row = {
        .first_name = lead_person_field(person, "first_name"),
        .last_name = lead_person_field(person, "last_name"),
        .name = lead_person_field(person, "name"),
        .company = lead_person_field(person, "company"),
        .title = either(person, "title", "job_title"),
        .email = lead_person_field(person, "email"),
        .phone = number_of(writing, person, "phone", writing->phone),
        .mobile = number_of(writing, person, "mobile", writing->mobile),
        .website = lead_person_field(person, "website"),
        .street = lead_person_field(person, "street"),
        .city = lead_person_field(person, "city"),
        .region = lead_person_field(person, "region"),
        .postal_code = either(person, "postcode", "postal_code"),
        .country = lead_person_field(person, "country"),
        .note = notes_of(writing, person),
        .rating = person->rating,
        .follow_up = person->follow_up,
        .interests = (const char *const *)person->interests,
        .interest_count = person->interest_count,
        .purposes = purposes_of(writing, person),
        .may_email = lead_person_consent(person, "email") == CONSENT_GIVEN,
        .captured_at_ms = person->leads[0].captured_at_ms,
        .changed_at_ms = changed_at(person),
    };
    fill_campaign(&row, person);
    return row;
}

/* ---- What they bought ---- */

struct purchases {
    struct crm_purchase *rows;
    char (*numbers)[RECEIPT_TEXT_MAX];
    size_t count;
};

/* In the shop's currency, and not given back again. */
static void read_purchases(
    const struct writing *writing, const struct lead_person *person, struct purchases *purchases)
{
    const char *currency = till_shop(writing->till)->rules.currency->code;
    if (person->bought_count == 0) {
        return;
    }
    purchases->rows = calloc(person->bought_count, sizeof(*purchases->rows));
    purchases->numbers = calloc(person->bought_count, sizeof(*purchases->numbers));
    ASSERT(purchases->rows != NULL && purchases->numbers != NULL);
    for (size_t i = 0; i < person->bought_count; i++) {
        const struct lead_bought *bought = &person->bought[i];
        if (bought->gross_minor <= 0 || strcmp(bought->currency, currency) != 0) {
            continue;
        }
        size_t at = purchases->count++;
        purchases->rows[at] =
            (struct crm_purchase){.number = receipt_print(bought->sale_id, purchases->numbers[at]),
                .bought_at_ms = bought->at_ms,
                .amount_minor = bought->gross_minor};
    }
}

/* ---- Writing ---- */

static bool write_person(
    struct writing *writing, const struct lead_person *person, struct error *err)
{
    char number[24];
    struct purchases purchases = {0};
    bool is_written = false;
    struct crm_person row = row_of(writing, person);
    read_purchases(writing, person, &purchases);
    row.number = lead_number_print(person->id, number);
    row.purchases = purchases.rows;
    row.purchase_count = purchases.count;
    bool done = crm_add(writing->file, &row, &is_written, err);
    writing->counts.written += done && is_written ? 1 : 0;
    writing->counts.lacking += done && !is_written ? 1 : 0;
    free(purchases.rows);
    free(purchases.numbers);
    return done;
}

static bool take_person(void *context, const struct lead_person *person, struct error *err)
{
    struct writing *writing = context;
    if (lead_person_consent(person, writing->request->purpose) != CONSENT_GIVEN) {
        writing->counts.no_consent++;
        return true;
    }
    if (!person->is_open) {
        writing->counts.not_readable++;
        return true;
    }
    return write_person(writing, person, err);
}

static const char *target_of(const struct lead_export_request *request)
{
    const char *slash = request->path == NULL ? NULL : strrchr(request->path, '/');
    return request->path == NULL ? "-" : slash == NULL ? request->path : slash + 1;
}

static void wipe(struct buffer *buffer)
{
    if (buffer->capacity > 0) {
        memory_wipe(buffer->bytes, buffer->capacity);
    }
    buffer_close(buffer);
}

static bool write_all(struct writing *writing, struct error *err)
{
    const struct lead_export_request *request = writing->request;
    const struct lead_export_counts *counts = &writing->counts;
    struct lead_filter filter = {
        .from_day = request->from_day, .to_day = request->to_day, .campaign = request->campaign};
    return lead_visit_people(writing->till, &filter, take_person, writing, err) &&
           crm_finish(writing->file, err) &&
           lead_export_record(writing->till, crm_format_text(request->format), request->purpose,
               target_of(request), counts->written,
               counts->no_consent + counts->not_readable + counts->lacking, err) &&
           crm_name(writing->file, err);
}

static bool is_word(const char *purpose)
{
    size_t size = strlen(purpose);
    return size > 0 && size < PURPOSE_MAX &&
           strspn(purpose, "abcdefghijklmnopqrstuvwxyz0123456789_-") == size;
}

static bool check(
    const struct till *till, const struct lead_export_request *request, struct error *err)
{
    if (!is_word(request->purpose)) {
        return error_set(err, ERROR_INVALID,
            "\"%s\" is no purpose; a consent is for email, phone, ads or the like",
            request->purpose);
    }
    if (crm_format_is_ads(request->format) && strcmp(request->purpose, "ads") != 0) {
        return error_set(err, ERROR_INVALID, "%s is for those who agreed to ads: --purpose ads",
            crm_format_text(request->format));
    }
    return lead_is_unlocked(till) ||
           error_set(err, ERROR_REFUSED, "the names are locked; unlock them first");
}

bool lead_export_write(struct till *till, const struct lead_export_request *request,
    struct lead_export_counts *out_counts, struct error *err)
{
    struct writing writing = {.till = till, .request = request};
    struct crm_form form = {.format = request->format,
        .dialect = request->dialect,
        .zone = till_shop(till)->zone,
        .zone_name = till_shop(till)->timezone,
        .conversion = request->conversion != NULL ? request->conversion : CONVERSION};
    struct till_loan loan;
    (void)text_copy(form.currency, sizeof(form.currency), till_shop(till)->rules.currency->code);
    if (!till_require(till, RIGHT_LEADS, 0, &loan, err) || !check(till, request, err) ||
        !crm_open(request->path, &form, &writing.file, err)) {
        return false;
    }
    bool done = write_all(&writing, err);
    crm_close(writing.file);
    wipe(&writing.notes);
    wipe(&writing.purposes);
    memory_wipe(writing.phone, sizeof(writing.phone));
    memory_wipe(writing.mobile, sizeof(writing.mobile));
    if (done) {
        *out_counts = writing.counts;
    }
    return done;
}
