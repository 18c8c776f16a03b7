#include "till/ledger_set.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "export/ledger.h"
#include "store/ledger.h"
#include "store/store.h"
#include "till/handle.h"

static bool check_row(const char *role, const char *account, struct error *err)
{
    enum ledger_role ignored;
    struct text_view code;
    size_t size = strlen(account);
    if (!ledger_role_parse(role, &ignored, &code, err)) {
        return false;
    }
    bool is_plain = size < LEDGER_ACCOUNT_MAX && text_is_utf8(account, size, NULL) &&
                    !text_view_has_control(text_view_of(account)) &&
                    text_view_trim(text_view_of(account)).size == size;
    return is_plain || error_set(err, ERROR_INVALID,
                           "an account is one line of UTF-8 text of less than %d bytes, without "
                           "blanks at its ends",
                           LEDGER_ACCOUNT_MAX);
}

static bool finish(struct till *till, bool is_done, struct error *err)
{
    is_done = is_done && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
    }
    till_office_changed(till);
    return is_done;
}

bool till_set_ledger(struct till *till, const char *role, const char *account, struct error *err)
{
    if (!check_row(role, account, err)) {
        return false;
    }
    return finish(till,
        store_begin(till->store, ENTRY_SETTINGS, till->staff_id, err) &&
            ledger_write(till->store, role, account, err),
        err);
}

bool till_set_ledger_preset(
    struct till *till, const struct ledger_preset *preset, struct error *err)
{
    bool is_done = store_begin(till->store, ENTRY_SETTINGS, till->staff_id, err);
    for (size_t i = 0; is_done && preset->rows[i][0] != NULL; i++) {
        is_done = ledger_write(till->store, preset->rows[i][0], preset->rows[i][1], err);
    }
    return finish(till, is_done, err);
}
