#ifndef TILLTALE_TILL_CAMPAIGN_COLOUR_H
#define TILLTALE_TILL_CAMPAIGN_COLOUR_H

/* The colours of what leaves the house for a campaign: its own, else the design's attract screen.
 * 0xRRGGBB. Private to src/till. */

#include <stdint.h>

struct campaign_card;

uint32_t campaign_ground_rgb(const struct campaign_card *card);
uint32_t campaign_button_rgb(const struct campaign_card *card);

#endif
