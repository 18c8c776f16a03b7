#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/lead.h"
#include "domain/day.h"
#include "till/lead_export.h"
#include "till/till.h"

static enum command_status read_day(const struct invocation *invocation, const char *option,
    struct text_view *out_day, struct error *err)
{
    const char *text = command_value(invocation, option);
    int32_t day;
    struct error why;
    *out_day = text_view_of(text == NULL ? "" : text);
    if (text != NULL && !day_parse(*out_day, &day, &why)) {
        return command_usage_error(err, "--%s wants a day as 2026-11-23, not \"%s\"", option, text);
    }
    return COMMAND_OK;
}

static enum command_status read_request(
    const struct invocation *invocation, struct lead_export_request *request, struct error *err)
{
    const char *csv = command_value(invocation, "csv");
    const char *campaign = command_value(invocation, "campaign");
    struct error why;
    *request = (struct lead_export_request){.purpose = command_value(invocation, "purpose"),
        .path = command_value(invocation, "to"),
        .dialect = CSV_RFC4180,
        .campaign = text_view_of(campaign == NULL ? "" : campaign),
        .conversion = command_value(invocation, "conversion")};
    if (!crm_format_parse(
            text_view_of(command_value(invocation, "format")), &request->format, &why)) {
        return command_usage_error(err, "--format: %s", why.text);
    }
    if (csv != NULL && strcmp(csv, "excel-eu") != 0 && strcmp(csv, "rfc4180") != 0) {
        return command_usage_error(err, "--csv wants excel-eu or rfc4180, not \"%s\"", csv);
    }
    if (csv != NULL && request->format != CRM_CSV) {
        return command_usage_error(err, "--csv is for --format csv");
    }
    if (csv != NULL && strcmp(csv, "excel-eu") == 0) {
        request->dialect = CSV_EXCEL_EU;
    }
    enum command_status status = read_day(invocation, "from", &request->from_day, err);
    return status != COMMAND_OK ? status : read_day(invocation, "until", &request->to_day, err);
}

static const char *people(size_t count)
{
    return count == 1 ? "person" : "people";
}

static void print_left_out(FILE *out, size_t count, const char *why)
{
    if (count > 0) {
        fprintf(out, "%zu %s left out: %s\n", count, people(count), why);
    }
}

/* The rows may be what stands on stdout. */
static void print_counts(
    const struct lead_export_request *request, const struct lead_export_counts *counts)
{
    FILE *out = request->path == NULL ? stderr : stdout;
    char consent[128];
    fprintf(out, "%zu %s written%s%s\n", counts->written, people(counts->written),
        request->path == NULL ? "" : " to ", request->path == NULL ? "" : request->path);
    snprintf(consent, sizeof(consent), "no consent to %s", request->purpose);
    print_left_out(out, counts->no_consent, consent);
    print_left_out(out, counts->not_readable, "sealed to a key that is not here");
    print_left_out(out, counts->lacking,
        crm_format_is_ads(request->format) ? "nothing bought, or nothing to match by"
        : request->format == CRM_MAUTIC    ? "no e-mail address"
                                           : "no name, company, e-mail or phone");
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct lead_export_request request;
    struct lead_export_counts counts;
    struct till *till;
    enum command_status status = read_request(invocation, &request, err);
    if (status != COMMAND_OK) {
        return status;
    }
    if (!lead_open(invocation, TILL_OPEN_BATCH | TILL_OPEN_OFFICE, LEAD_UNLOCK_MUST, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = lead_export_write(till, &request, &counts, err);
    till_close(till);
    if (!is_done) {
        return COMMAND_REFUSED;
    }
    print_counts(&request, &counts);
    return COMMAND_OK;
}

const struct command command_lead_export = {
    .name = "lead export",
    .arguments = "",
    .summary = "writes people who agreed to it as a file for other software",
    .help =
        "One row a person, however often they left details; only who agreed to the purpose and\n"
        "did not take it back, never who was erased. The others are counted. Each export is\n"
        "recorded in the journal before the file has its name.\n"
        "hubspot, salesforce: files for their import. Salesforce refuses rows without last name\n"
        "or company: the first name, e-mail or phone stands in for the one, \"[not provided]\"\n"
        "for the other. vcard: vCard 4.0. csv, xlsx: tables. mautic: its field names, which\n"
        "Brevo and others map. google, meta: one row a purchase of who agreed to ads; e-mail,\n"
        "phone and name as hashes. Without --to the rows go to standard output.",
    .options =
        {
            {"format", "NAME", true, "hubspot, salesforce, vcard, csv, xlsx, mautic, google, meta"},
            {"purpose", "WORD", true, "what they agreed to: email, phone, ads"},
            {"to", "FILE", false, "the file"},
            {"from", "YYYY-MM-DD", false, "who was there on this business day or later"},
            {"until", "YYYY-MM-DD", false, "on this day or before"},
            {"campaign", "CODE", false, "who came by this campaign"},
            {"csv", "excel-eu", false, "csv: semicolon, decimal comma and BOM"},
            {"conversion", "NAME", false, "google: the conversion's name there"},
            LEAD_OPTION_PASSPHRASE,
        },
    .run = run,
};
