#include "domain/id.h"
#include "store/campaign_facts.h"
#include "store/report_stream.h"
#include "store/statement.h"

/* Columns of QUERY_FACTS_CODES. */
enum {
    CODE_CAMPAIGN,
    CODE_CONTENT,
    CODE_KIND,
    CODE_NODE,
    CODE_SALES,
    CODE_CREDITED,
    CODE_LAST_DAY
};

static struct campaign_code read_code(struct sqlite3_stmt *row)
{
    return (struct campaign_code){
        .campaign = statement_text(row, CODE_CAMPAIGN),
        .content = statement_text(row, CODE_CONTENT),
        .kind = statement_text(row, CODE_KIND),
        .node = statement_int(row, CODE_NODE),
        .sale_count = statement_int(row, CODE_SALES),
        .credited_count = statement_int(row, CODE_CREDITED),
        .last_day = statement_text(row, CODE_LAST_DAY),
    };
}

bool campaign_codes_visit(struct store *store, const struct report_range *range,
    campaign_code_visitor visit, void *context, struct error *err)
{
    struct row_stream rows = {0};
    bool done = row_stream_begin(store, QUERY_FACTS_CODES, range, &rows, err);
    while (done && rows.has_row) {
        struct campaign_code code = read_code(rows.statement);
        done = visit(context, &code, err) && row_stream_next(store, &rows, err);
    }
    row_stream_end(&rows);
    return done;
}
