#include "till/campaign_site.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/error.h"
#include "export/site.h"
#include "till/campaign_colour.h"
#include "till/campaign_speech.h"
#include "till/campaigns.h"
#include "till/handle.h"

/* Everything that the pages borrow while they are written. Large. */
struct building {
    struct campaign_card card;
    char languages[CAMPAIGN_LANGUAGES_MAX][CAMPAIGN_LANGUAGE_BYTES];
    struct campaign_speech speeches[CAMPAIGN_LANGUAGES_MAX];
    char offers[CAMPAIGN_LANGUAGES_MAX][OFFER_WORDS_MAX];
    char valids[CAMPAIGN_LANGUAGES_MAX][NAME_BYTES];
    size_t count;
    struct buffer png;
    struct site site;
};

static_assert(CAMPAIGN_LANGUAGES_MAX <= SITE_PAGES_MAX, "every language has its page");

static bool add_page(struct till *till, struct building *building, size_t index, const char *today,
    struct error *err)
{
    const struct campaign_card *card = &building->card;
    struct campaign_speech *speech = &building->speeches[index];
    campaign_speech_open(till, building->languages[index], speech);
    building->count = index + 1;
    campaign_valid_words(card, "", today, speech, building->valids[index]);
    const char *headline = campaign_say(card, speech->language, CAMPAIGN_HEADLINE);
    building->site.pages[index] = (struct site_page){
        .language = speech->language,
        .is_right_to_left = speech->is_right_to_left,
        .headline = headline[0] != '\0' ? headline : card->name,
        .subline = campaign_say(card, speech->language, CAMPAIGN_SUBLINE),
        .offer = building->offers[index],
        .valid = building->valids[index],
        .show = campaign_speech_text(speech, CAMPAIGN_SAYS_SHOW),
        .keep = campaign_speech_text(speech, CAMPAIGN_SAYS_KEEP),
        .over = campaign_speech_text(speech, CAMPAIGN_SAYS_ENDED),
        .later = campaign_speech_text(speech, CAMPAIGN_SAYS_LATER),
        .no_code = campaign_speech_text(speech, CAMPAIGN_SAYS_NO_CODE),
        .no_script = campaign_speech_text(speech, CAMPAIGN_SAYS_NO_SCRIPT),
        .nothing_sent = campaign_speech_text(speech, CAMPAIGN_SAYS_NOTHING_SENT),
    };
    return campaign_offer_words(till, card, speech, building->offers[index], err);
}

static bool build(
    struct till *till, const char *campaign_code, struct building *building, struct error *err)
{
    char today[DAY_TEXT_MAX];
    struct campaign_card *card = &building->card;
    till_today(till, today);
    if (!campaign_read_card(till, campaign_code, card, err) ||
        !campaign_read_picture(till, card->id, &building->png, err)) {
        return false;
    }
    building->site = (struct site){
        .shop = till->shop.name,
        .base = till->shop.scan_rules.code_base,
        .from = card->starts_on,
        .until = card->ends_on,
        .ground_rgb = campaign_ground_rgb(card),
        .button_rgb = campaign_button_rgb(card),
        .png = {building->png.bytes, building->png.size},
        .page_count = campaign_languages(till, card, building->languages),
    };
    for (size_t i = 0; i < building->site.page_count; i++) {
        if (!add_page(till, building, i, today, err)) {
            return false;
        }
    }
    return true;
}

bool campaign_write_site(struct till *till, const char *campaign_code, const char *folder,
    size_t *out_file_count, struct error *err)
{
    struct building *building = calloc(1, sizeof(*building));
    ASSERT(building != NULL);
    bool done = build(till, campaign_code, building, err) &&
                site_export(&building->site, folder, out_file_count, err);
    for (size_t i = 0; i < building->count; i++) {
        campaign_speech_close(&building->speeches[i]);
    }
    buffer_close(&building->png);
    free(building);
    return done;
}
