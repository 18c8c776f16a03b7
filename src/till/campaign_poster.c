#include "till/campaign_poster.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "qr/qr.h"
#include "till/campaign_colour.h"
#include "till/campaign_speech.h"
#include "till/campaigns.h"
#include "till/handle.h"

/* Everything that a poster borrows while it is drawn. Large. */
struct drawing {
    struct campaign_card card;
    struct campaign_link link;
    struct campaign_speech speech;
    struct qr qr;
    struct buffer png;
    char offer[OFFER_WORDS_MAX];
    char valid[NAME_BYTES];
};

/* A word of a file's name: what may mean something to a shell or a file system becomes a dash. */
static void append_word(struct text_out *name, const char *word)
{
    for (const char *at = word; *at != '\0'; at++) {
        bool is_plain = (*at >= '0' && *at <= '9') || ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z');
        text_out_append_char(name, is_plain || *at == '_' ? *at : '-');
    }
}

static void name_files(const struct drawing *drawing, struct poster *poster)
{
    struct text_out name = text_out_begin(poster->name, sizeof(poster->name));
    append_word(&name, drawing->card.code);
    if (drawing->link.content[0] != '\0') {
        text_out_append_char(&name, '-');
        append_word(&name, drawing->link.content);
    }
    text_out_append_char(&name, '-');
    text_out_append(&name, drawing->speech.language);
}

static bool check_hangs(const struct drawing *drawing, const char *today, struct error *err)
{
    const char *last = campaign_last_day(&drawing->card, drawing->link.ends_on);
    if (drawing->link.is_revoked) {
        return error_set(err, ERROR_REFUSED, "this placement's code was taken back");
    }
    if (last[0] != '\0' && strcmp(last, today) < 0) {
        return error_set(err, ERROR_REFUSED, "this ended on %s", last);
    }
    return true;
}

static bool read_all(struct till *till, const char *campaign_code,
    const struct campaign_poster *what, struct drawing *drawing, struct error *err)
{
    char today[DAY_TEXT_MAX];
    char languages[CAMPAIGN_LANGUAGES_MAX][CAMPAIGN_LANGUAGE_BYTES];
    till_today(till, today);
    if (!campaign_read_card(till, campaign_code, &drawing->card, err) ||
        !campaign_open_link(till, campaign_code, what->placement, &drawing->link, err) ||
        !check_hangs(drawing, today, err) ||
        !campaign_read_picture(till, drawing->card.id, &drawing->png, err) ||
        !qr_encode(drawing->link.code_text, &drawing->qr, err)) {
        return false;
    }
    campaign_languages(till, &drawing->card, languages);
    campaign_speech_open(
        till, what->language[0] != '\0' ? what->language : languages[0], &drawing->speech);
    campaign_valid_words(
        &drawing->card, drawing->link.ends_on, today, &drawing->speech, drawing->valid);
    return campaign_offer_words(till, &drawing->card, &drawing->speech, drawing->offer, err);
}

static bool draw(struct till *till, const struct drawing *drawing,
    const struct campaign_poster *what, const char *folder, struct poster_result *out_result,
    struct error *err)
{
    const struct campaign_card *card = &drawing->card;
    const char *language = drawing->speech.language;
    const char *headline = campaign_say(card, language, CAMPAIGN_HEADLINE);
    bool has_page = till->shop.scan_rules.code_base[0] != '\0';
    struct poster poster = {
        .language = language,
        .is_right_to_left = drawing->speech.is_right_to_left,
        .ground_rgb = campaign_ground_rgb(card),
        .button_rgb = campaign_button_rgb(card),
        .shop = till->shop.name,
        .headline = headline[0] != '\0' ? headline : card->name,
        .subline = campaign_say(card, language, CAMPAIGN_SUBLINE),
        .offer = drawing->offer,
        .how = campaign_speech_text(
            &drawing->speech, has_page ? CAMPAIGN_SAYS_SCAN : CAMPAIGN_SAYS_PHOTO),
        .code = drawing->link.token,
        .valid = drawing->valid,
        .png = {drawing->png.bytes, drawing->png.size},
        .modules = drawing->qr.dark,
        .module_count = drawing->qr.width,
    };
    name_files(drawing, &poster);
    return poster_export(&poster, what->sizes, folder, out_result, err);
}

bool campaign_write_posters(struct till *till, const char *campaign_code,
    const struct campaign_poster *what, const char *folder, struct campaign_link *out_link,
    struct poster_result *out_result, struct error *err)
{
    struct drawing *drawing = calloc(1, sizeof(*drawing));
    ASSERT(drawing != NULL);
    bool done = read_all(till, campaign_code, what, drawing, err) &&
                draw(till, drawing, what, folder, out_result, err);
    if (done) {
        *out_link = drawing->link;
    }
    campaign_speech_close(&drawing->speech);
    buffer_close(&drawing->png);
    free(drawing);
    return done;
}
