#ifndef TILLTALE_CMD_CAMPAIGN_PRINT_H
#define TILLTALE_CMD_CAMPAIGN_PRINT_H

/* Campaigns as text and as JSON. Private to src/cmd. */

#include <stdbool.h>

#include "base/compiler.h"
#include "till/campaigns.h"

struct buffer;
struct error;
struct till;

MUST_CHECK bool campaign_list_table(struct till *till, struct buffer *out, struct error *err);
MUST_CHECK bool campaign_list_json(struct till *till, struct buffer *out, struct error *err);
MUST_CHECK bool campaign_show_text(
    struct till *till, const struct campaign_card *card, struct buffer *out, struct error *err);
MUST_CHECK bool campaign_show_json(
    struct till *till, const struct campaign_card *card, struct buffer *out, struct error *err);

#endif
