#ifndef TILLTALE_CMD_COMMANDS_H
#define TILLTALE_CMD_COMMANDS_H

/* The commands, one file each. Private to src/cmd. */

struct command;

extern const struct command command_account_add;
extern const struct command command_account_list;
extern const struct command command_account_show;
extern const struct command command_key_export;
extern const struct command command_key_import;
extern const struct command command_key_list;
extern const struct command command_key_retire;
extern const struct command command_key_rotate;
extern const struct command command_campaign_add;
extern const struct command command_touch_add;
extern const struct command command_campaign_form;
extern const struct command command_campaign_link;
extern const struct command command_campaign_list;
extern const struct command command_campaign_poster;
extern const struct command command_campaign_revoke;
extern const struct command command_campaign_show;
extern const struct command command_campaign_site;
extern const struct command command_campaign_spend;
extern const struct command command_export_day;
extern const struct command command_export_queue;
extern const struct command command_export_range;
extern const struct command command_export_targets_add;
extern const struct command command_export_targets_list;
extern const struct command command_export_targets_remove;
/* leads */
extern const struct command command_lead_export;
extern const struct command command_import_badges;
extern const struct command command_import_leads;
extern const struct command command_lead_add;
extern const struct command command_lead_erase;
extern const struct command command_lead_export_person;
extern const struct command command_lead_key_change;
extern const struct command command_lead_key_create;
extern const struct command command_lead_list;
extern const struct command command_lead_match;
extern const struct command command_lead_retention;
extern const struct command command_lead_show;
extern const struct command command_lead_withdraw;

extern const struct command command_ledger_list;
extern const struct command command_ledger_set;
extern const struct command command_ledger_preset;
extern const struct command command_import;
extern const struct command command_init;
extern const struct command command_get;
extern const struct command command_join;
extern const struct command command_kiosk;
extern const struct command command_pay_qr;
extern const struct command command_rate_list;
extern const struct command command_rate_set;
extern const struct command command_report_campaigns;
extern const struct command command_report_channels;
extern const struct command command_report_placements;
extern const struct command command_report_people;
extern const struct command command_report_leads;
extern const struct command command_report_codes;
extern const struct command command_export_campaigns;
extern const struct command command_report_day;
extern const struct command command_report_products;
extern const struct command command_ring;
extern const struct command command_sale_show;
extern const struct command command_sale_code;
extern const struct command command_scan;
extern const struct command command_shift_open;
extern const struct command command_shift_count;
extern const struct command command_shift_close;
extern const struct command command_shift_list;
extern const struct command command_cash_in;
extern const struct command command_cash_out;
extern const struct command command_report_x;
extern const struct command command_report_z;
extern const struct command command_set;
extern const struct command command_staff_add;
extern const struct command command_staff_disable;
extern const struct command command_staff_enable;
extern const struct command command_staff_list;
extern const struct command command_staff_pin;
extern const struct command command_staff_recover;
extern const struct command command_stock_count;
extern const struct command command_stock_import;
extern const struct command command_stock_list;
extern const struct command command_stock_loss;
extern const struct command command_stock_receive;
extern const struct command command_stock_show;
extern const struct command command_store_init;
extern const struct command command_sync;
extern const struct command command_verify;
extern const struct command command_version;
extern const struct command command_voucher_list;
extern const struct command command_voucher_overdrafts;
extern const struct command command_voucher_show;
extern const struct command command_product_set;
extern const struct command command_product_add;
extern const struct command command_product_list;
extern const struct command command_category_list;
extern const struct command command_category_add;
extern const struct command command_category_set;
extern const struct command command_tax_list;
extern const struct command command_tax_add;

#endif
