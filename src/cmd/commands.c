#include "cmd/commands.h"

#include <stddef.h>

#include "cmd/cmd.h"

/* In the order of the list that `tilltale --help` prints. */
const struct command *const COMMANDS[] = {
    &command_init,
    &command_kiosk,
    &command_import,
    &command_ring,
    &command_sale_show,

    /* refunds, tenders, products, staff, shifts */
    &command_staff_list,
    &command_staff_add,
    &command_staff_disable,
    &command_staff_enable,
    &command_staff_pin,
    &command_staff_recover,
    &command_shift_open,
    &command_shift_count,
    &command_shift_close,
    &command_shift_list,
    &command_cash_in,
    &command_cash_out,
    &command_report_x,
    &command_report_z,

    &command_campaign_link,
    &command_voucher_show,
    &command_voucher_list,
    &command_voucher_overdrafts,
    &command_account_add,
    &command_account_list,
    &command_account_show,
    &command_rate_set,
    &command_rate_list,
    &command_pay_qr,
    &command_scan,
    &command_export_day,
    &command_export_range,
    &command_export_targets_list,
    &command_export_targets_add,
    &command_export_targets_remove,
    &command_export_queue,
    &command_ledger_list,
    &command_ledger_set,
    &command_ledger_preset,
    &command_report_day,
    &command_report_products,
    &command_report_campaigns,
    &command_get,
    &command_set,
    &command_store_init,
    &command_join,
    &command_sync,
    &command_verify,
    &command_version,
    NULL,
};
