#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "domain/ads_hash.h"
#include "domain/compose.h"
#include "domain/day.h"
#include "export/crm_private.h"
#include "export/json_write.h"

#define COMPANY_MISSING "[not provided]"
#define PHONE_MAX 64
#define SECOND_MS 1000

/* Labels that HubSpot's import knows by itself. */
static const struct crm_column HUBSPOT_COLUMNS[] = {
    {"First name", CELL_FIRST_NAME, 0},
    {"Last name", CELL_LAST_NAME, 0},
    {"Email", CELL_EMAIL, 0},
    {"Phone number", CELL_PHONE, 0},
    {"Mobile phone number", CELL_MOBILE, 0},
    {"Job title", CELL_TITLE, 0},
    {"Company name", CELL_COMPANY, 0},
    {"Website URL", CELL_WEBSITE, 0},
    {"City", CELL_CITY, 0},
    {"State/Region", CELL_REGION, 0},
    {"Country/Region", CELL_COUNTRY, 0},
    {"Zip code", CELL_POSTAL_CODE, 0},
    {"Lifecycle stage", CELL_LIFECYCLE, 0},
    {"Lead status", CELL_STATUS_NEW, 0},
};

/* Labels of Salesforce's field mapping for leads. */
static const struct crm_column SALESFORCE_COLUMNS[] = {
    {"First Name", CELL_FIRST_NAME, 0},
    {"Last Name", CELL_LAST_NAME_NEEDED, 0},
    {"Company", CELL_COMPANY_NEEDED, 0},
    {"Title", CELL_TITLE, 0},
    {"Email", CELL_EMAIL, 0},
    {"Phone", CELL_PHONE, 0},
    {"Mobile Phone", CELL_MOBILE, 0},
    {"Lead Source", CELL_SOURCE, 0},
    {"Lead Status", CELL_STATUS_OPEN, 0},
    {"Rating", CELL_RATING_CAPITAL, 0},
    {"City", CELL_CITY, 0},
    {"Postal Code", CELL_POSTAL_CODE, 0},
    {"Country", CELL_COUNTRY, 0},
    {"Description", CELL_DESCRIPTION, 0},
    {"Email Opt Out", CELL_OPT_OUT, 0},
};

/* Aliases of Mautic's contact fields. */
static const struct crm_column MAUTIC_COLUMNS[] = {
    {"email", CELL_EMAIL, 0},
    {"firstname", CELL_FIRST_NAME, 0},
    {"lastname", CELL_LAST_NAME, 0},
    {"phone", CELL_PHONE, 0},
    {"mobile", CELL_MOBILE, 0},
    {"company", CELL_COMPANY, 0},
    {"position", CELL_TITLE, 0},
    {"website", CELL_WEBSITE, 0},
    {"address1", CELL_STREET, 0},
    {"city", CELL_CITY, 0},
    {"state", CELL_REGION, 0},
    {"zipcode", CELL_POSTAL_CODE, 0},
    {"country", CELL_COUNTRY, 0},
    {"tags", CELL_TAGS, 0},
};

static const struct crm_column TABLE_COLUMNS[] = {
    {"lead", CELL_NUMBER, 14},
    {"captured_at", CELL_CAPTURED_AT, 26},
    {"first_name", CELL_FIRST_NAME, 18},
    {"last_name", CELL_LAST_NAME, 18},
    {"company", CELL_COMPANY, 22},
    {"title", CELL_TITLE, 16},
    {"email", CELL_EMAIL, 28},
    {"phone", CELL_PHONE, 18},
    {"mobile", CELL_MOBILE, 18},
    {"website", CELL_WEBSITE, 22},
    {"street", CELL_STREET, 22},
    {"city", CELL_CITY, 16},
    {"region", CELL_REGION, 14},
    {"postal_code", CELL_POSTAL_CODE, 12},
    {"country", CELL_COUNTRY, 14},
    {"rating", CELL_RATING, 8},
    {"interests", CELL_INTERESTS, 26},
    {"follow_up", CELL_FOLLOW_UP, 12},
    {"campaign", CELL_CAMPAIGN, 14},
    {"channel", CELL_CHANNEL, 12},
    {"placement", CELL_PLACEMENT, 14},
    {"consent", CELL_PURPOSES, 16},
    {"sales", CELL_PURCHASE_COUNT, 8},
    {"bought", CELL_PURCHASE_SUM, 12},
    {"currency", CELL_CURRENCY, 9},
    {"note", CELL_NOTE, 40},
};

static const struct crm_column GOOGLE_COLUMNS[] = {
    {"Email", CELL_EMAIL_HASH, 0},
    {"Phone Number", CELL_PHONE_HASH, 0},
    {"Conversion Name", CELL_CONVERSION, 0},
    {"Conversion Time", CELL_BOUGHT_AT, 0},
    {"Conversion Value", CELL_BOUGHT, 0},
    {"Conversion Currency", CELL_CURRENCY, 0},
    {"Order ID", CELL_RECEIPT, 0},
};

static const struct crm_column META_COLUMNS[] = {
    {"em", CELL_EMAIL_HASH, 0},
    {"ph", CELL_PHONE_HASH, 0},
    {"fn", CELL_FIRST_HASH, 0},
    {"ln", CELL_LAST_HASH, 0},
    {"event_name", CELL_EVENT, 0},
    {"event_time", CELL_BOUGHT_AT_UNIX, 0},
    {"value", CELL_BOUGHT, 0},
    {"currency", CELL_CURRENCY, 0},
    {"action_source", CELL_ACTION_SOURCE, 0},
    {"order_id", CELL_RECEIPT, 0},
};

#define LAYOUT(COLUMNS)                                                                            \
    {                                                                                              \
        (COLUMNS), ARRAY_LENGTH(COLUMNS)                                                           \
    }
static const struct crm_layout LAYOUTS[CRM_FORMAT_COUNT] = {
    [CRM_HUBSPOT] = LAYOUT(HUBSPOT_COLUMNS),
    [CRM_SALESFORCE] = LAYOUT(SALESFORCE_COLUMNS),
    [CRM_CSV] = LAYOUT(TABLE_COLUMNS),
    [CRM_XLSX] = LAYOUT(TABLE_COLUMNS),
    [CRM_MAUTIC] = LAYOUT(MAUTIC_COLUMNS),
    [CRM_GOOGLE] = LAYOUT(GOOGLE_COLUMNS),
    [CRM_META] = LAYOUT(META_COLUMNS),
};
static_assert(ARRAY_LENGTH(TABLE_COLUMNS) <= OFFICE_COLUMNS_MAX, "a spreadsheet takes them");

struct crm_layout crm_layout_of(enum crm_format format)
{
    ASSERT(format < CRM_FORMAT_COUNT);
    return LAYOUTS[format];
}

/* ---- Names and numbers ---- */

struct crm_names crm_names_of(const struct crm_person *person)
{
    struct crm_names names = {text_view_trim(text_view_of(person->first_name)),
        text_view_trim(text_view_of(person->last_name))};
    if (names.first.size > 0 || names.last.size > 0) {
        return names;
    }
    struct text_view whole = text_view_trim(text_view_of(person->name));
    const char *space = whole.size == 0 ? NULL : memrchr(whole.bytes, ' ', whole.size);
    if (space == NULL) {
        return (struct crm_names){.first = whole};
    }
    size_t at = (size_t)(space - whole.bytes);
    names.first = text_view_trim((struct text_view){whole.bytes, at});
    names.last = (struct text_view){space + 1, whole.size - at - 1};
    return names;
}

static void put(struct crm_file *file, struct text_view text)
{
    compose_append(&file->cell, text_view_trim(text));
}

static void put_text(struct crm_file *file, const char *text)
{
    put(file, text_view_of(text));
}

/* "+49 30 1234" becomes "+49301234"; what is not sure to be the same number stays as it is. */
static enum crm_kind put_phone(struct crm_file *file, const char *phone)
{
    char digits[PHONE_MAX];
    size_t size = 0;
    bool is_sure = phone[0] == '+' && strlen(phone) < sizeof(digits) && strstr(phone, "(0") == NULL;
    for (const char *at = phone; is_sure && *at != '\0'; at++) {
        if ((*at >= '0' && *at <= '9') || at == phone) {
            digits[size++] = *at;
        } else {
            is_sure = strchr(" -./()", *at) != NULL;
        }
    }
    if (!is_sure || size < 2) {
        put_text(file, phone);
        return CRM_TEXT;
    }
    buffer_append(&file->cell, digits, size);
    memory_wipe(digits, sizeof(digits));
    return CRM_PHONE;
}

static void put_last_name_needed(struct crm_file *file, const struct crm_person *person)
{
    struct crm_names names = crm_names_of(person);
    if (names.last.size > 0) {
        put(file, names.last);
    } else if (names.first.size > 0) {
        put(file, names.first);
    } else if (person->email[0] != '\0') {
        put_text(file, person->email);
    } else if (person->phone[0] != '\0') {
        put_text(file, person->phone);
    } else {
        put_text(file, person->company);
    }
}

/* The first name stays where it is unless it had to stand in for the last. */
static void put_first_name(struct crm_file *file, const struct crm_person *person)
{
    struct crm_names names = crm_names_of(person);
    if (file->form.format != CRM_SALESFORCE || names.last.size > 0) {
        put(file, names.first);
    }
}

/* ---- Several in one cell ---- */

static void put_list(struct crm_file *file, const struct crm_person *person, const char *between)
{
    for (size_t i = 0; i < person->interest_count; i++) {
        buffer_append_text(&file->cell, i > 0 ? between : "");
        put_text(file, person->interests[i]);
    }
}

static void put_tag(struct crm_file *file, const char *tag)
{
    if (tag[0] != '\0') {
        buffer_append_text(&file->cell, file->cell.size > 0 ? "|" : "");
        put_text(file, tag);
    }
}

static void put_tags(struct crm_file *file, const struct crm_person *person)
{
    put_list(file, person, "|");
    put_tag(file, person->rating);
    put_tag(file, person->campaign_code);
}

static void put_sentence(struct crm_file *file, const char *what, const char *text)
{
    if (text[0] != '\0') {
        buffer_append_text(&file->cell, file->cell.size > 0 ? "\n" : "");
        buffer_append_text(&file->cell, what);
        put_text(file, text);
    }
}

static void put_description(struct crm_file *file, const struct crm_person *person)
{
    put_text(file, person->note);
    if (person->interest_count > 0) {
        buffer_append_text(
            &file->cell, file->cell.size > 0 ? "\nInterested in: " : "Interested in: ");
        put_list(file, person, ", ");
    }
    put_sentence(file, "Campaign: ", person->campaign_name);
    put_sentence(file, "Follow up: ", person->follow_up);
}

static void put_rating_capital(struct crm_file *file, const struct crm_person *person)
{
    put_text(file, person->rating);
    if (file->cell.size > 0 && file->cell.bytes[0] >= 'a' && file->cell.bytes[0] <= 'z') {
        file->cell.bytes[0] = (char)(file->cell.bytes[0] - 'a' + 'A');
    }
}

/* ---- Sums and moments ---- */

static void put_amount(struct crm_file *file, int64_t minor)
{
    char text[DECIMAL_TEXT_MAX];
    buffer_append_text(
        &file->cell, decimal_print(minor, export_decimals_of(file->form.currency), text));
}

static int64_t sum_of(const struct crm_person *person)
{
    int64_t sum = 0;
    for (size_t i = 0; i < person->purchase_count; i++) {
        sum += person->purchases[i].amount_minor;
    }
    return sum;
}

static void put_time(struct crm_file *file, int64_t at_ms)
{
    char text[TIME_TEXT_MAX];
    buffer_append_text(&file->cell, zone_print_time(file->form.zone, at_ms, text));
}

/* "2026-11-23 12:42:00+0100", as Google Ads reads it. */
static void put_conversion_time(struct crm_file *file, int64_t at_ms)
{
    char day[DAY_TEXT_MAX];
    struct local_time local = zone_local(file->form.zone, at_ms);
    int offset = local.offset_s < 0 ? -local.offset_s : local.offset_s;
    buffer_format(&file->cell, "%s %02d:%02d:%02d%c%02d%02d", day_print(local.day, day), local.hour,
        local.minute, local.second, local.offset_s < 0 ? '-' : '+', offset / 3600,
        offset / 60 % 60);
}

/* ---- Cells ---- */

static enum ads_platform platform_of(const struct crm_file *file)
{
    return file->form.format == CRM_META ? ADS_META : ADS_GOOGLE;
}

static const char *phone_of(const struct crm_person *person)
{
    return person->phone[0] != '\0' ? person->phone : person->mobile;
}

static void put_hash(struct crm_file *file, enum crm_cell cell, const struct crm_person *person)
{
    char hash[ADS_HASH_TEXT_MAX];
    struct crm_names names = crm_names_of(person);
    if (cell == CELL_EMAIL_HASH) {
        (void)ads_hash_email(platform_of(file), text_view_of(person->email), hash);
    } else if (cell == CELL_PHONE_HASH) {
        (void)ads_hash_phone(platform_of(file), text_view_of(phone_of(person)), hash);
    } else {
        (void)ads_hash_name(cell == CELL_FIRST_HASH ? names.first : names.last, hash);
    }
    buffer_append_text(&file->cell, hash);
}

/* Of a purchase. */
static enum crm_kind fill_ads(struct crm_file *file, enum crm_cell cell,
    const struct crm_person *person, const struct crm_purchase *purchase)
{
    switch (cell) {
    case CELL_CONVERSION:
        put_text(file, file->form.conversion);
        return CRM_TEXT;
    case CELL_EVENT:
        put_text(file, "Purchase");
        return CRM_TEXT;
    case CELL_ACTION_SOURCE:
        put_text(file, "physical_store");
        return CRM_TEXT;
    case CELL_BOUGHT_AT:
        put_conversion_time(file, purchase->bought_at_ms);
        return CRM_TEXT;
    case CELL_BOUGHT_AT_UNIX:
        buffer_format(&file->cell, "%lld", (long long)(purchase->bought_at_ms / SECOND_MS));
        return CRM_NUMBER;
    case CELL_BOUGHT:
        put_amount(file, purchase->amount_minor);
        return CRM_NUMBER;
    case CELL_RECEIPT:
        put_text(file, purchase->number);
        return CRM_TEXT;
    default:
        put_hash(file, cell, person);
        return CRM_TEXT;
    }
}

/* Where a cell is one of the person's own texts. */
static const char *plain_text(enum crm_cell cell, const struct crm_person *person)
{
    const char *const texts[CELL_COUNT] = {
        [CELL_NUMBER] = person->number,
        [CELL_COMPANY] = person->company,
        [CELL_COMPANY_NEEDED] = person->company[0] != '\0' ? person->company : COMPANY_MISSING,
        [CELL_TITLE] = person->title,
        [CELL_EMAIL] = person->email,
        [CELL_WEBSITE] = person->website,
        [CELL_STREET] = person->street,
        [CELL_CITY] = person->city,
        [CELL_REGION] = person->region,
        [CELL_POSTAL_CODE] = person->postal_code,
        [CELL_COUNTRY] = person->country,
        [CELL_NOTE] = person->note,
        [CELL_RATING] = person->rating,
        [CELL_FOLLOW_UP] = person->follow_up,
        [CELL_CAMPAIGN] = person->campaign_code,
        [CELL_CHANNEL] = person->channel,
        [CELL_SOURCE] = person->channel[0] != '\0' ? person->channel : "Other",
        [CELL_PLACEMENT] = person->placement,
        [CELL_PURPOSES] = person->purposes,
        [CELL_LIFECYCLE] = person->purchase_count > 0 ? "Customer" : "Lead",
        [CELL_STATUS_NEW] = "New",
        [CELL_STATUS_OPEN] = "Open - Not Contacted",
        [CELL_OPT_OUT] = person->may_email ? "0" : "1",
    };
    return texts[cell];
}

enum crm_kind crm_cell_fill(struct crm_file *file, enum crm_cell cell,
    const struct crm_person *person, const struct crm_purchase *purchase)
{
    const char *text = plain_text(cell, person);
    buffer_clear(&file->cell);
    if (text != NULL) {
        put_text(file, text);
        return CRM_TEXT;
    }
    switch (cell) {
    case CELL_FIRST_NAME:
        put_first_name(file, person);
        return CRM_TEXT;
    case CELL_LAST_NAME:
        put(file, crm_names_of(person).last);
        return CRM_TEXT;
    case CELL_LAST_NAME_NEEDED:
        put_last_name_needed(file, person);
        return CRM_TEXT;
    case CELL_PHONE:
        return put_phone(file, person->phone);
    case CELL_MOBILE:
        return put_phone(file, person->mobile);
    case CELL_DESCRIPTION:
        put_description(file, person);
        return CRM_TEXT;
    case CELL_RATING_CAPITAL:
        put_rating_capital(file, person);
        return CRM_TEXT;
    case CELL_INTERESTS:
        put_list(file, person, ", ");
        return CRM_TEXT;
    case CELL_TAGS:
        put_tags(file, person);
        return CRM_TEXT;
    case CELL_CAPTURED_AT:
        put_time(file, person->captured_at_ms);
        return CRM_TEXT;
    case CELL_PURCHASE_COUNT:
        buffer_format(&file->cell, "%zu", person->purchase_count);
        return CRM_NUMBER;
    case CELL_PURCHASE_SUM:
        put_amount(file, sum_of(person));
        return CRM_NUMBER;
    case CELL_CURRENCY:
        put_text(file, file->form.currency);
        return CRM_TEXT;
    default:
        return fill_ads(file, cell, person, purchase);
    }
}
