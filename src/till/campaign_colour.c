#include "till/campaign_colour.h"

#include <stdlib.h>

#include "till/campaigns.h"

#define GROUND 0x12211B
#define BUTTON 0xF2B705

static uint32_t colour_of(const char *hex, uint32_t otherwise)
{
    return hex[0] == '\0' ? otherwise : (uint32_t)strtoul(hex, NULL, 16);
}

uint32_t campaign_ground_rgb(const struct campaign_card *card)
{
    return colour_of(card->ground_colour, GROUND);
}

uint32_t campaign_button_rgb(const struct campaign_card *card)
{
    return colour_of(card->button_colour, BUTTON);
}
