#ifndef TILLTALE_APP_EFFECTS_H
#define TILLTALE_APP_EFFECTS_H

/* Effects: what is done for an intent, one handler each, in one file an area (effects_AREA.c). The
 * table that joins intents and handlers is in effects.c. Private to src/app. */

#include <stdbool.h>
#include <stddef.h>

#include "app/desk.h"
#include "base/compiler.h"
#include "screens/texts.h"

struct error;

/* Returns false with *err when a verb of the till refused; the cashier is then told. */
typedef bool effect(struct desk *desk, const struct intent *intent, struct error *err);

/* --- what handlers share ------------------------------------------------------------------- */

/* Shows a strip. */
void desk_show(struct desk *desk, struct message *message);

/* The same in words: fills {1} of both texts with the names; TEXT_COUNT as `detail`: none. */
void desk_tell(struct desk *desk, enum view_message_kind kind, enum text_id title,
    const char *title_name, enum text_id detail, const char *detail_name);

/* Selects a line and brings it into sight. */
void desk_select_line(struct desk *desk, size_t index);

/* False, with words, for a line that is not there (any more). */
MUST_CHECK bool desk_has_line(const struct desk *desk, size_t index, struct error *err);

/* Says what became of something that was added, scanned or typed, or asks what is open. Returns true
 * if something was added or attached, or is asked for. */
bool desk_take_outcome(struct desk *desk, const struct till_outcome *outcome);

/* What was taken away can be brought back for a while. */
void desk_tell_undo(struct desk *desk);

/* Goes to a screen; what was asked on the one before is dropped. */
void desk_enter(struct desk *desk, enum screen_id screen);

/* Something was written that the shop's store should have soon. */
void desk_nudge(struct desk *desk);

/* --- staff and rights: effects_staff.c ------------------------------------------------------ */

effect desk_sign_in, desk_stay, desk_switch_user, desk_lock;
effect desk_lend, desk_drop_lend;
effect desk_open_drawer;
effect desk_open_staff, desk_add_person, desk_set_role, desk_set_active, desk_set_pin;

/* The sign-in screen comes over the one that is up, which stays as it is. */
void desk_ask_pin(struct desk *desk, bool is_switching);

/* A verb refused the intent with ERROR_NOT_ALLOWED: a manager may lend the right, and then it is
 * carried out. */
void desk_ask_lending(struct desk *desk, const struct intent *intent);

/* --- shifts, cash and closing: effects_shift.c ---------------------------------------------- */

effect desk_open_float, desk_open_pay_in, desk_open_pay_out, desk_set_float, desk_move_cash;
effect desk_open_close, desk_counted, desk_check_transfer, desk_close_shift;
effect desk_open_x, desk_open_z;

/* Gives the report that is looked at back. */
void desk_forget_report(struct desk *desk);

/* --- refunds, voids, parked tickets and receipts: effects_refund.c -------------------------- */

effect desk_find_sales, desk_find_sale, desk_open_receipt, desk_open_refund;
effect desk_choose_return, desk_choose_all, desk_pay_refund, desk_exchange, desk_turn;
effect desk_give_back, desk_park, desk_recall, desk_merge, desk_set_split, desk_split;
effect desk_reprint, desk_correct_tender, desk_ask_void, desk_void_reason;

/* What the list of receipts is opened for. */
void desk_look_for(struct desk *desk, enum view_receipts_purpose purpose);

/* Reads what a screen of these shows when it is entered. */
MUST_CHECK bool desk_enter_refund(struct desk *desk, enum screen_id screen, struct error *err);

/* --- options, bundles and stock: effects_product.c ------------------------------------------ */

/* True for an outcome that wants an answer before something is added. */
bool desk_asks(const struct till_outcome *outcome);

/* Opens the question; `add` is what is known so far, NULL: what the outcome says. */
void desk_ask(struct desk *desk, const struct till_outcome *outcome, const struct till_add *add);

/* Says that the shelf runs low, where it does. */
void desk_tell_stock(struct desk *desk, const struct till_outcome *outcome);

effect desk_add_product, desk_choose_options, desk_confirm_age, desk_give_serial;
effect desk_open_options, desk_set_note, desk_set_name;
effect desk_open_stock, desk_move_stock;

/* Gives the list of what is on the shelf back. */
void desk_forget_stock(struct desk *desk);

/* --- tenders: effects_pay.c ----------------------------------------------------------------- */

effect desk_paying, desk_find_voucher, desk_set_tip, desk_add_voucher, desk_pay_debt,
    desk_next_voucher;

/* A voucher was scanned: it pays on the pay screen, elsewhere its balance is said. Returns true if
 * something is on it. */
bool desk_scan_voucher(struct desk *desk, const char *code);

/* Reads what the pay screen offers beside cash and card. */
void desk_begin_payment(struct desk *desk);

/* --- settings and first start: effects_settings.c ------------------------------------------- */

effect found_shop, drop_shop, open_shop, open_settings, set_setting;
effect add_target, set_target, remove_target;
effect add_tax, set_category, open_product, new_product, set_product, add_person, set_person,
    set_pin;

/* --- booth: effects_booth.c ------------------------------------------------------------------- */

effect booth_open, booth_leave, booth_language, booth_start, booth_scan, booth_save, booth_end;

/* --- leads: effects_lead.c, effects_lead_card.c ------------------------------------------------ */

effect desk_open_leads, desk_find_leads, desk_unlock_leads, desk_show_lead_code;
effect desk_open_lead, desk_close_lead, desk_save_lead, desk_withdraw, desk_erase_lead;
effect desk_save_lead_files;

/* Names are locked: the till is, somebody else comes, or nobody is there. */
void desk_lock_leads(struct desk *desk);

/* The same, and the list is given back. */
void desk_forget_leads(struct desk *desk);

/* Gives the list back where the till is closed already. */
void desk_end_leads(struct desk *desk);

/* Reads the list anew: something has changed. */
MUST_CHECK bool desk_read_leads(struct desk *desk, struct error *err);

/* What both files need: a rating's word; the clock of today, else the date. `business_day` NULL:
 * that of the moment. */
enum view_rating desk_lead_rating(const char *rating);
void desk_lead_when(
    const struct desk *desk, int64_t at_ms, const char *business_day, char *out, size_t capacity);

/* --- campaigns: effects_campaign.c ------------------------------------------------------------ */

effect desk_open_campaigns, desk_set_period, desk_set_rule, desk_look_at_campaign,
    desk_save_figures;
effect desk_new_campaign, desk_edit_campaign, desk_open_posters, desk_set_campaign,
    desk_save_campaign, desk_add_spend, desk_add_placement, desk_show_placement,
    desk_revoke_placement, desk_set_answer, desk_print_poster;

/* What the desk keeps of campaigns, made where it is not there yet. */
struct desk_campaigns *desk_campaigns_of(struct desk *desk);

/* Has everything counted again; what stands there stays until then. */
void desk_want_figures(struct desk *desk);

/* --- codes on the ticket: effects_code.c ------------------------------------------------------ */

effect desk_drop_offer, desk_disown, desk_untie_lead, desk_open_late_code, desk_late_code,
    desk_hear, desk_show_code;

/* Says what a code that was attached brings, where that is not seen on the ticket. */
void desk_tell_code(struct desk *desk, const struct till_outcome *outcome);

/* The last sale, and the answers to "How did you hear of us?", anew. */
void desk_read_codes(struct desk *desk);

/* --- customer display ------------------------------------------------------------------------ */

#endif
