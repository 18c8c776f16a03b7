#include "till/found.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/country.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "store/campaign.h"
#include "store/catalogue.h"
#include "store/found.h"
#include "store/key_file.h"
#include "store/setting.h"
#include "store/staff.h"
#include "store/store.h"
#include "till/campaign.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/lead_key.h"
#include "till/pin.h"
#include "till/settings.h"

#define DEMO_RETURN_CAMPAIGN "RECEIPT"
#define DEMO_CODE_BASE "HTTPS://HARBOUR.EXAMPLE"
#define DEMO_IN_STORE_CODES "weight 21.....{NNDDD};price 22.....{NNNDD}"
#define DEMO_LEAD_PASSPHRASE "demo"
#define DEMO_DECIMALS 2 /* of its prices */
#define PATH_MAX_HERE 4096

/* --- checking what was typed --------------------------------------------------------------- */

#define DAY_STARTS_OTHERWISE "04:00"

struct founding {
    struct shop_request request;   /* with what the country says in the empty places */
    const struct country *country; /* NULL: none was named */
    const char *language;
    int64_t till_number;
    char day_starts[CLOCK_TEXT_MAX]; /* canonical: with two digits for the hour */
};

static bool check_name(const char *name, struct error *err)
{
    size_t size = strlen(name);
    if (text_view_trim(text_view_of(name)).size == 0 || !text_is_utf8(name, size, NULL) ||
        text_view_count_characters(text_view_of(name)) > NAME_CHARACTERS_MAX) {
        return error_set(
            err, ERROR_INVALID, "--shop wants a name of 1 to %d characters", NAME_CHARACTERS_MAX);
    }
    if (text_view_has_control(text_view_of(name))) {
        return error_set(err, ERROR_INVALID, "--shop contains a control character");
    }
    return true;
}

static bool check_till(const char *text, int64_t *out_number, struct error *err)
{
    int64_t number = 0;
    size_t size = strlen(text);
    bool is_number = size > 0 && size <= 3;
    for (size_t i = 0; is_number && i < size; i++) {
        is_number = text[i] >= '0' && text[i] <= '9';
        number = number * 10 + (text[i] - '0');
    }
    if (!is_number || number < 1 || number > TILL_MAX) {
        return error_set(
            err, ERROR_INVALID, "--till wants a number from 1 to %d, not \"%s\"", TILL_MAX, text);
    }
    *out_number = number;
    return true;
}

/* Puts what the country says into the places that nobody filled. */
static bool fill_request(
    const struct shop_request *request, struct founding *founding, struct error *err)
{
    struct shop_request *filled = &founding->request;
    *filled = *request;
    filled->day_starts = request->day_starts != NULL ? request->day_starts : DAY_STARTS_OTHERWISE;
    if (request->country != NULL) {
        const struct country *country = country_find(request->country);
        if (country == NULL) {
            return error_set(err, ERROR_INVALID,
                "--country wants two letters such as DE; \"%s\" is not known here",
                request->country);
        }
        founding->country = country;
        filled->currency = request->currency != NULL ? request->currency : country->currency;
        filled->prices = request->prices != NULL ? request->prices : prices_text(country->prices);
        filled->rounding = request->rounding != NULL ? request->rounding
                                                     : tax_rounding_text(country->tax_rounding);
        filled->timezone = request->timezone != NULL ? request->timezone : country->timezone;
    }
    const struct {
        const char *name, *value;
    } wanted[] = {
        {"currency", filled->currency},
        {"prices", filled->prices},
        {"rounding", filled->rounding},
        {"timezone", filled->timezone},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(wanted); i++) {
        if (wanted[i].value == NULL) {
            return error_set(err, ERROR_INVALID,
                "--%s is missing; --country gives it from the country's row", wanted[i].name);
        }
    }
    return true;
}

/* The first language of the country that the screens speak. */
static bool choose_language(struct founding *founding, struct error *err)
{
    const struct shop_setting *row = &SETTING_ROWS[SETTING_LANGUAGE];
    const struct country *country = founding->country;
    founding->language = founding->request.language;
    if (founding->language != NULL && setting_choice(row, founding->language) < 0) {
        return error_set(err, ERROR_INVALID, "--language is one of %s, not \"%s\"", row->choices,
            founding->language);
    }
    for (int i = 0; country != NULL && founding->language == NULL && i < COUNTRY_LANGUAGES_MAX;
         i++) {
        if (setting_choice(row, country->languages[i]) >= 0) {
            founding->language = country->languages[i];
        }
    }
    return true;
}

static bool check_time(
    const struct shop_request *request, struct founding *founding, struct error *err)
{
    int minutes;
    struct zone *zone;
    if (!zone_open(request->timezone, &zone, err)) {
        err->code = ERROR_INVALID;
        return error_prefix(err, "--timezone: ");
    }
    zone_close(zone);
    if (!day_start_parse(text_view_of(request->day_starts), &minutes, err)) {
        return error_prefix(err, "--day-starts: ");
    }
    snprintf(founding->day_starts, sizeof(founding->day_starts), "%02u:%02u",
        (unsigned)(minutes / 60) % 24U, (unsigned)(minutes % 60) % 60U);
    return true;
}

static bool check_request(
    const struct shop_request *asked, struct founding *founding, struct error *err)
{
    enum prices prices;
    enum tax_rounding rounding;
    const struct shop_request *request = &founding->request;
    if (!check_name(asked->name, err) || !check_till(asked->till, &founding->till_number, err) ||
        !fill_request(asked, founding, err) || !choose_language(founding, err)) {
        return false;
    }
    const struct currency *currency = currency_find(request->currency);
    if (currency == NULL) {
        return error_set(err, ERROR_INVALID,
            "--currency wants a code such as EUR; \"%s\" is not known here", request->currency);
    }
    if (request->demo_folder != NULL && currency->exponent < DEMO_DECIMALS) {
        return error_set(err, ERROR_INVALID,
            "--demo has prices such as 3.60, which %s cannot say; take --currency EUR",
            currency->code);
    }
    if (!prices_parse(request->prices, &prices)) {
        return error_set(
            err, ERROR_INVALID, "--prices wants gross or net, not \"%s\"", request->prices);
    }
    if (!tax_rounding_parse(request->rounding, &rounding)) {
        return error_set(
            err, ERROR_INVALID, "--rounding wants line or document, not \"%s\"", request->rounding);
    }
    return check_time(request, founding, err);
}

/* --- filling the new file ------------------------------------------------------------------- */

static bool write_setting(
    struct store *store, enum setting setting, const char *value, struct error *err)
{
    return setting_write(store, SETTING_ROWS[setting].key, value, err);
}

/* The demo's people with their PINs, which are no secret; the real shop has a manager without one,
 * so that its till begins signed in. */
static const struct {
    const char *name, *role, *pin;
} DEMO_STAFF[] = {
    {"Cashier 1", "cashier", "1111"},
    {"Cashier 2", "cashier", "2222"},
    {"Manager", "manager", "9999"},
    {"Booth", "booth", "3333"},
};

static bool write_staff(struct store *store, bool is_demo, struct error *err)
{
    int64_t id;
    for (size_t i = 0; is_demo && i < ARRAY_LENGTH(DEMO_STAFF); i++) {
        char hash[PIN_HASH_MAX];
        if (!staff_insert(store, DEMO_STAFF[i].name, DEMO_STAFF[i].role, &id, err) ||
            !pin_hash(store_keys(store)->pin_pepper, id, DEMO_STAFF[i].pin, true, hash, err) ||
            !staff_update_pin(store, id, hash, clock_now_ms(store_clock(store)), err)) {
            return false;
        }
    }
    return is_demo || staff_insert(store, "Manager", "manager", &id, err);
}

/* The country's taxes, the standard one first: it is the first that a typed price is offered. */
static bool write_taxes(struct store *store, const struct country *country, struct error *err)
{
    for (size_t i = 0; country->taxes[i] != NULL; i++) {
        int64_t id;
        if (!store_next_id(store, "tax_rate", &id, err) ||
            !tax_rate_insert(store, id, text_view_of(country->taxes[i]), err)) {
            return false;
        }
    }
    return true;
}

/* What stands in the country's row and is not among what every shop says. */
static bool write_country(struct store *store, const struct founding *founding, struct error *err)
{
    const struct country *country = founding->country;
    const struct currency *currency = currency_find(founding->request.currency);
    char step[MONEY_TEXT_MAX] = "";
    if (strcmp(country->currency, currency->code) == 0 && country->cash_step_minor > 0 &&
        country->cash_step_minor != currency->cash_step_minor) {
        money_print(country->cash_step_minor, currency, step);
    }
    return write_setting(store, SETTING_COUNTRY, country->code, err) &&
           write_setting(store, SETTING_LOCALE, country->locale, err) &&
           write_setting(store, SETTING_TAX_NAME, country->tax_name, err) &&
           write_setting(store, SETTING_CASH_STEP, step, err) &&
           write_setting(store, SETTING_RECEIPT,
               country->receipt == RECEIPT_ALWAYS ? "always" : "request", err) &&
           write_taxes(store, country, err);
}

/* The account is one of the examples of the standard: no bank has it. */
static bool write_demo_payment(struct store *store, const char *currency, struct error *err)
{
    if (strcmp(currency, "EUR") != 0) {
        return true;
    }
    return write_setting(store, SETTING_TENDERS, "cash,card,transfer,voucher", err) &&
           write_setting(store, SETTING_PAY_QR_KIND, "epc", err) &&
           write_setting(store, SETTING_PAY_QR_ACCOUNT, "DE89370400440532013000", err);
}

static bool write_settings(struct store *store, const struct founding *founding, struct error *err)
{
    const struct shop_request *request = &founding->request;
    bool is_demo = request->demo_folder != NULL;
    return write_setting(store, SETTING_SHOP_NAME, request->name, err) &&
           write_setting(store, SETTING_CURRENCY, request->currency, err) &&
           write_setting(store, SETTING_PRICES, request->prices, err) &&
           write_setting(store, SETTING_ROUNDING, request->rounding, err) &&
           write_setting(store, SETTING_TIMEZONE, request->timezone, err) &&
           write_setting(store, SETTING_DAY_STARTS, founding->day_starts, err) &&
           write_setting(store, SETTING_DEMO, is_demo ? "yes" : "no", err) &&
           write_setting(store, SETTING_SATISFACTION, is_demo ? "yes" : "no", err) &&
           (founding->language == NULL ||
               write_setting(store, SETTING_LANGUAGE, founding->language, err)) &&
           (founding->country == NULL || write_country(store, founding, err)) &&
           (!is_demo ||
               (write_setting(store, SETTING_CODE_BASE, DEMO_CODE_BASE, err) &&
                   write_setting(store, SETTING_IN_STORE_CODES, DEMO_IN_STORE_CODES, err) &&
                   write_setting(store, SETTING_RETURN_CAMPAIGN, DEMO_RETURN_CAMPAIGN, err) &&
                   write_demo_payment(store, request->currency, err))) &&
           write_staff(store, is_demo, err);
}

static bool fill_settings(
    const char *path, const struct founding *founding, struct clock_source clock, struct error *err)
{
    struct store *store;
    if (!store_open(path, 0, clock, &store, err)) {
        return false;
    }
    bool is_done = store_begin(store, ENTRY_SETTINGS, 0, err) &&
                   write_settings(store, founding, err) &&
                   store_commit(store, clock_now_ms(clock), err);
    store_close(store);
    return is_done;
}

/* --- the demo ------------------------------------------------------------------------------- */

static bool import_demo_file(struct till *till, const char *folder, const char *name,
    bool (*import)(struct till *till, const char *path, const struct import_progress *progress,
        struct import_result *out_result, struct error *err),
    struct error *err)
{
    char path[PATH_MAX_HERE];
    struct text_out out = text_out_begin(path, sizeof(path));
    text_out_format(&out, "%s/%s", folder, name);
    struct import_result *result = calloc(1, sizeof(*result));
    ASSERT(result != NULL);
    bool is_done = import(till, path, NULL, result, err);
    if (!is_done && result->problem_count > 0) {
        (void)error_set(err, ERROR_INVALID, "%s, line %u: %s", path, result->problems[0].line,
            result->problems[0].words);
    }
    free(result);
    return is_done;
}

struct last_day {
    struct till *till;
    char day[DAY_TEXT_MAX];
};

/* The return campaign runs until the end of the year in which the demo is made, whenever that
 * is. The row is written before its texts go away with the statement. */
static bool prolong(void *context, const struct campaign_row *row, struct error *err)
{
    const struct last_day *last = context;
    struct campaign_row prolonged = *row;
    prolonged.ends_on = text_view_of(last->day);
    return text_view_equals(row->ends_on, last->day) ||
           campaign_update(last->till->store, &prolonged, err);
}

static bool prolong_return_campaign(struct till *till, struct error *err)
{
    struct last_day last = {.till = till};
    int year;
    int month;
    int day;
    bool found;
    day_split(zone_local(till->zone, till_now_ms(till)).day, &year, &month, &day);
    day_print(day_number(year, 12, 31), last.day);
    bool is_done = store_begin(till->store, ENTRY_CAMPAIGN, 0, err) &&
                   campaign_find_code(till->store, text_view_of(DEMO_RETURN_CAMPAIGN), prolong,
                       &last, &found, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
    }
    return is_done;
}

static bool make_demo_links(struct till *till, struct error *err)
{
    static const char *const placements[][2] = {
        {"SPRING", "flyer"},
        {"SPRING", "table stand"},
        {"FLYER", "flyer"},
        {"NEWS", "newsletter"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(placements); i++) {
        struct campaign_link link;
        if (!campaign_open_link(till, placements[i][0], placements[i][1], &link, err)) {
            return false;
        }
    }
    return true;
}

static bool import_deliveries(struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    return import_stock(till, STOCK_DELIVERY, path, progress, out_result, err);
}

static bool fill_demo(
    const char *path, const char *folder, struct clock_source clock, struct error *err)
{
    struct till *till;
    if (!till_open(path, clock, TILL_OPEN_BATCH, &till, err)) {
        return false;
    }
    bool is_done = import_demo_file(till, folder, "options.csv", import_options, err) &&
                   import_demo_file(till, folder, "products.csv", import_products, err) &&
                   import_demo_file(till, folder, "stock.csv", import_deliveries, err) &&
                   import_demo_file(till, folder, "campaigns.csv", import_campaigns, err) &&
                   prolong_return_campaign(till, err) && make_demo_links(till, err) &&
                   shop_setting_set(till, "booth_campaign", "SPRING", err) &&
                   shop_setting_set(till, "booth_place", "hall 4", err);
    till_close(till);
    return is_done;
}

/* --- the lead key --------------------------------------------------------------------------- */

static bool make_lead_key(const char *path, const struct shop_request *request,
    struct clock_source clock, struct error *err)
{
    struct till *till;
    const char *passphrase = request->lead_passphrase;
    bool is_public = passphrase == NULL; /* everybody knows a demo's */
    if (passphrase == NULL && request->demo_folder == NULL) {
        return true;
    }
    if (!till_open(path, clock, TILL_OPEN_BATCH, &till, err)) {
        return false;
    }
    if (is_public) {
        lead_use_cheap_key(till);
    }
    bool is_done = lead_key_create(till, is_public ? DEMO_LEAD_PASSPHRASE : passphrase, err);
    till_close(till);
    return is_done;
}

/* --- whole or not at all -------------------------------------------------------------------- */

/* A file is made beside its place and moved there when it is complete. */
struct places {
    /* where it shall be */
    char path[PATH_MAX_HERE], key[PATH_MAX_HERE], lead_key[PATH_MAX_HERE];
    /* where it is made */
    char new_path[PATH_MAX_HERE], new_key[PATH_MAX_HERE], new_lead_key[PATH_MAX_HERE];
};

static bool fill_places(const char *path, struct places *places, struct error *err)
{
    if (strlen(path) + sizeof(".new.leadkey-journal") > sizeof(places->path)) {
        return error_set(err, ERROR_INVALID, "the path is too long");
    }
    snprintf(places->path, sizeof(places->path), "%s", path);
    snprintf(places->key, sizeof(places->key), "%s.key", path);
    snprintf(places->new_path, sizeof(places->new_path), "%s.new", path);
    snprintf(places->new_key, sizeof(places->new_key), "%s.new.key", path);
    snprintf(places->lead_key, sizeof(places->lead_key), "%s.leadkey", path);
    snprintf(places->new_lead_key, sizeof(places->new_lead_key), "%s.new.leadkey", path);
    return true;
}

static bool exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

static void remove_new(const struct places *places)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", ".key", ".leadkey"};
    for (size_t i = 0; i < ARRAY_LENGTH(endings); i++) {
        char path[PATH_MAX_HERE + 16];
        snprintf(path, sizeof(path), "%s%s", places->new_path, endings[i]);
        (void)unlink(path); /* most of them are not there */
    }
}

/* A key file that stands where the new one shall be: left by an attempt that was stopped between
 * two moves, or somebody's own. */
static bool clear_key(
    const struct places *places, const char *key, const char *new_key, struct error *err)
{
    if (!exists(key)) {
        return true;
    }
    bool is_ours = exists(places->new_path) && !exists(new_key);
    return (is_ours && unlink(key) == 0) ||
           error_set(err, ERROR_REFUSED, "%s is there without its till: move it away first", key);
}

/* Refuses what is there, and clears away what an earlier attempt that was stopped has left. */
static bool clear_places(const struct places *places, struct error *err)
{
    if (exists(places->path)) {
        return error_set(err, ERROR_REFUSED, "%s is there already", places->path);
    }
    if (!clear_key(places, places->key, places->new_key, err) ||
        !clear_key(places, places->lead_key, places->new_lead_key, err)) {
        return false;
    }
    remove_new(places);
    return true;
}

static bool sync_folder_of(const char *path, struct error *err)
{
    char folder[PATH_MAX_HERE];
    (void)text_copy(folder, sizeof(folder), path);
    char *slash = strrchr(folder, '/');
    if (slash == NULL) {
        (void)text_copy(folder, sizeof(folder), ".");
    } else {
        slash[slash == folder ? 1 : 0] = '\0';
    }
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_done = fd >= 0 && fsync(fd) == 0;
    int reason = errno;
    if (fd >= 0) {
        close(fd);
    }
    return is_done || error_set(err, ERROR_IO, "cannot make %s safe: %s", folder, strerror(reason));
}

static bool move_file(const char *from, const char *to, struct error *err)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0 ||
           error_set(err, ERROR_IO, "cannot make %s: %s", to, strerror(errno));
}

/* The keys first: a till without its key would be of no use. */
static bool move_into_place(const struct places *places, struct error *err)
{
    char log[PATH_MAX_HERE + 16];
    snprintf(log, sizeof(log), "%s-wal", places->new_path);
    if (exists(log)) {
        return error_set(err, ERROR_IO, "%s is still in use", places->new_path);
    }
    bool has_lead_key = exists(places->new_lead_key);
    if (!move_file(places->new_key, places->key, err)) {
        return false;
    }
    if ((has_lead_key && !move_file(places->new_lead_key, places->lead_key, err)) ||
        !move_file(places->new_path, places->path, err)) {
        (void)unlink(places->key);
        if (has_lead_key) {
            (void)unlink(places->lead_key);
        }
        return false;
    }
    return sync_folder_of(places->path, err);
}

bool shop_found(const char *path, const struct shop_request *request, struct clock_source clock,
    struct error *err)
{
    struct founding founding = {0};
    struct places places;
    if (!check_request(request, &founding, err) || !fill_places(path, &places, err) ||
        !clear_places(&places, err)) {
        return false;
    }
    bool is_done = store_found_till(places.new_path, founding.till_number, clock, err) &&
                   fill_settings(places.new_path, &founding, clock, err) &&
                   (request->demo_folder == NULL ||
                       fill_demo(places.new_path, request->demo_folder, clock, err)) &&
                   make_lead_key(places.new_path, request, clock, err) &&
                   move_into_place(&places, err);
    if (!is_done) {
        remove_new(&places);
    }
    return is_done;
}

/* --- assets ---------------------------------------------------------------------------------- */

bool assets_find(const char *kind, char *out_folder, unsigned long capacity, struct error *err)
{
    char program[PATH_MAX_HERE];
    const char *set = getenv("TILLTALE_ASSETS");
    if (set != NULL) {
        snprintf(out_folder, capacity, "%s/%s", set, kind);
        return exists(out_folder) ||
               error_set(err, ERROR_NOT_FOUND, "TILLTALE_ASSETS has no folder %s", kind);
    }
    ssize_t size = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (size > 0) {
        static const char *const ways[] = {"../share/tilltale", "../../assets", "../../../assets"};
        program[size] = '\0';
        char *slash = strrchr(program, '/');
        *slash = '\0';
        for (size_t i = 0; i < ARRAY_LENGTH(ways); i++) {
            struct text_out out = text_out_begin(out_folder, capacity);
            text_out_format(&out, "%s/%s/%s", program, ways[i], kind);
            if (!out.cut && exists(out_folder)) {
                return true;
            }
        }
    }
    return error_set(err, ERROR_NOT_FOUND,
        "the program's assets are not there: set TILLTALE_ASSETS to their folder");
}
