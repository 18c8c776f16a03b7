#include "domain/z_report.h"

#include <stdlib.h>
#include <string.h>

/* Frees the arrays that the struct itself owns; rows own nothing. */
void z_report_close(struct z_report *report)
{
    free(report->tax_codes);
    free(report->taxes);
    free(report->tenders);
    free(report->movements);
    free(report->pieces);
    free(report->foreign);
    free(report->transfers);
    free(report->parked);
    free(report->campaigns);
    *report = (struct z_report){0};
}

int64_t z_report_tender(const struct z_report *report, const char *tender)
{
    for (size_t i = 0; i < report->tender_count; i++) {
        if (strcmp(report->tenders[i].tender, tender) == 0) {
            return report->tenders[i].amount_minor;
        }
    }
    return 0;
}

static bool tax_is_consistent(const struct z_report *report)
{
    int64_t net = 0, tax = 0, gross = 0, rates = 0;
    for (size_t i = 0; i < report->tax_code_count; i++) {
        const struct z_tax_code *code = &report->tax_codes[i];
        net += code->net_minor;
        tax += code->tax_minor;
        gross += code->gross_minor;
    }
    for (size_t i = 0; i < report->tax_count; i++) {
        rates += report->taxes[i].tax_minor;
    }
    return report->gross_minor == report->net_minor + report->tax_minor &&
           net == report->net_minor && tax == report->tax_minor && gross == report->gross_minor &&
           rates == report->tax_minor &&
           report->sales_minor + report->refunds_minor ==
               report->gross_minor + report->voucher_sold_minor + report->account_paid_minor;
}

static bool payment_is_consistent(const struct z_report *report)
{
    int64_t tenders = 0, moved = 0, campaigns = 0;
    for (size_t i = 0; i < report->tender_count; i++) {
        const struct z_tender *tender = &report->tenders[i];
        tenders += tender->amount_minor;
        moved += tender->moved_minor;
        if (tender->amount_minor != tender->rung_minor + tender->moved_minor) {
            return false;
        }
    }
    for (size_t i = 0; i < report->campaign_count; i++) {
        campaigns += report->campaigns[i].amount_minor;
    }
    return moved == 0 && campaigns == report->gross_minor &&
           tenders == report->sales_minor + report->refunds_minor + report->rounding_minor +
                          report->tip_minor;
}

static bool drawer_is_consistent(const struct z_report *report)
{
    int64_t counted = report->has_counted ? report->counted_minor : report->expected_minor;
    bool is_split = report->number == 0 || report->left_minor + report->taken_minor == counted;
    return is_split && report->difference_minor == counted - report->expected_minor &&
           report->expected_minor == report->float_minor + report->cash_sales_minor +
                                         report->cash_refunds_minor + report->corrected_cash_minor +
                                         report->pay_in_minor - report->pay_out_minor;
}

bool z_report_is_consistent(const struct z_report *report)
{
    return tax_is_consistent(report) && payment_is_consistent(report) &&
           drawer_is_consistent(report);
}
