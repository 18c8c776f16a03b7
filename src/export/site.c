#include "export/site.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "export/file_set.h"
#include "export/ink.h"
#include "export/markup.h"
#include "export/site_parts.h"

/* What stands in the place of {{name}}. */
struct filling {
    const char *name;
    const char *text;
    bool is_markup; /* ours: goes in as it is */
};

static const struct filling *find_filling(
    const struct filling *fillings, size_t count, struct text_view name)
{
    for (size_t i = 0; i < count; i++) {
        if (text_view_equals(name, fillings[i].name)) {
            return &fillings[i];
        }
    }
    return NULL;
}

static void fill(const char *form, const struct filling *fillings, size_t count, struct buffer *out)
{
    for (;;) {
        const char *begin = strstr(form, "{{");
        if (begin == NULL) {
            buffer_append_text(out, form);
            return;
        }
        const char *end = strstr(begin, "}}");
        ASSERT(end != NULL);
        struct text_view name = {begin + 2, (size_t)(end - begin - 2)};
        const struct filling *filling = find_filling(fillings, count, name);
        ASSERT(filling != NULL);
        buffer_append(out, form, (size_t)(begin - form));
        if (filling->is_markup) {
            buffer_append_text(out, filling->text);
        } else {
            markup_append_text(out, filling->text);
        }
        form = end + 2;
    }
}

/* --- parts of pages --------------------------------------------------------------------------- */

/* As its own speakers write it; the code where we do not know. */
static const char *language_name(const char *language)
{
    static const char *const NAMES[][2] = {{"en", "English"}, {"de", "Deutsch"}, {"fr", "Français"},
        {"es", "Español"}, {"ar", "العربية"}, {"it", "Italiano"}, {"nl", "Nederlands"},
        {"pl", "Polski"}, {"pt", "Português"}, {"tr", "Türkçe"}, {"cs", "Čeština"}, {"da", "Dansk"},
        {"sv", "Svenska"}, {"fi", "Suomi"}, {"no", "Norsk"}, {"hu", "Magyar"}, {"ja", "日本語"},
        {"zh", "中文"}, {"ru", "Русский"}, {"uk", "Українська"}};
    for (size_t i = 0; i < ARRAY_LENGTH(NAMES); i++) {
        if (strcmp(NAMES[i][0], language) == 0) {
            return NAMES[i][1];
        }
    }
    return language;
}

/* Links to the other languages; to all of them where `page` is NULL. */
static void append_links(const struct site *site, const struct site_page *page, struct buffer *out)
{
    buffer_append_text(out, "");
    for (size_t i = 0; i < site->page_count; i++) {
        const char *language = site->pages[i].language;
        if (&site->pages[i] != page) {
            buffer_format(out, "<a href=\"%s.html\" lang=\"%s\" hreflang=\"%s\">", language,
                language, language);
            markup_append_text(out, language_name(language));
            buffer_append_text(out, "</a>");
        }
    }
}

static void append_base64(struct buffer *out, const unsigned char *bytes, size_t size)
{
    static const char LETTERS[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        uint32_t three = (uint32_t)bytes[i] << 16;
        three |= left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0;
        three |= left > 2 ? bytes[i + 2] : 0;
        buffer_append_char(out, LETTERS[three >> 18]);
        buffer_append_char(out, LETTERS[three >> 12 & 63]);
        buffer_append_char(out, left > 1 ? LETTERS[three >> 6 & 63] : '=');
        buffer_append_char(out, left > 2 ? LETTERS[three & 63] : '=');
    }
}

/* In the page itself, so that a page that was kept is whole. */
static void append_photo(const struct site *site, struct buffer *out)
{
    buffer_append_text(out, "");
    if (site->png.size > 0) {
        buffer_append_text(out, "<img class=\"photo\" alt=\"\" src=\"data:image/png;base64,");
        append_base64(out, (const unsigned char *)site->png.bytes, site->png.size);
        buffer_append_text(out, "\">\n");
    }
}

struct colours {
    char ground[8], text[8], soft[8], button[8], on_button[8];
};

static struct colours colours_of(const struct site *site)
{
    struct colours colours;
    uint32_t text = ink_on(site->ground_rgb);
    snprintf(colours.ground, sizeof(colours.ground), "%06x", site->ground_rgb & 0xFFFFFF);
    snprintf(colours.text, sizeof(colours.text), "%06x", text & 0xFFFFFF);
    snprintf(
        colours.soft, sizeof(colours.soft), "%06x", ink_soften(text, site->ground_rgb) & 0xFFFFFF);
    snprintf(colours.button, sizeof(colours.button), "%06x", site->button_rgb & 0xFFFFFF);
    snprintf(
        colours.on_button, sizeof(colours.on_button), "%06x", ink_on(site->button_rgb) & 0xFFFFFF);
    return colours;
}

/* --- pages ------------------------------------------------------------------------------------ */

static void append_page(const struct site *site, const struct site_page *page, struct buffer *out)
{
    struct colours colours = colours_of(site);
    struct buffer links = {0};
    struct buffer photo = {0};
    append_links(site, page, &links);
    append_photo(site, &photo);
    const struct filling fillings[] = {
        {"language", page->language, false},
        {"direction", page->is_right_to_left ? "rtl" : "ltr", false},
        {"ground", colours.ground, false},
        {"text", colours.text, false},
        {"soft", colours.soft, false},
        {"button", colours.button, false},
        {"on_button", colours.on_button, false},
        {"style", SITE_PAGE_CSS, true},
        {"base", site->base, false},
        {"from", site->from, false},
        {"until", site->until, false},
        {"shop", site->shop, false},
        {"photo", photo.bytes, true},
        {"headline", page->headline, false},
        {"subline", page->subline, false},
        {"offer", page->offer, false},
        {"over", page->over, false},
        {"later", page->later, false},
        {"no_code", page->no_code, false},
        {"no_script", page->no_script, false},
        {"show", page->show, false},
        {"valid", page->valid, false},
        {"keep", page->keep, false},
        {"links", links.bytes, true},
        {"nothing_sent", page->nothing_sent, false},
        {"qr", SITE_QR_JS, true},
        {"token", SITE_TOKEN_JS, true},
        {"script", SITE_PAGE_JS, true},
    };
    fill(SITE_PAGE_HTML, fillings, ARRAY_LENGTH(fillings), out);
    buffer_close(&links);
    buffer_close(&photo);
}

static void append_index(const struct site *site, struct buffer *out)
{
    struct colours colours = colours_of(site);
    struct buffer links = {0};
    struct buffer languages = {0};
    struct buffer no_scripts = {0};
    const struct site_page *first = &site->pages[0];
    append_links(site, NULL, &links);
    for (size_t i = 0; i < site->page_count; i++) {
        const struct site_page *page = &site->pages[i];
        buffer_format(&languages, "%s%s", i > 0 ? "," : "", page->language);
        buffer_format(&no_scripts, "<p class=\"state\" lang=\"%s\" dir=\"%s\">", page->language,
            page->is_right_to_left ? "rtl" : "ltr");
        markup_append_text(&no_scripts, page->no_script);
        buffer_append_text(&no_scripts, "</p>");
    }
    const struct filling fillings[] = {
        {"language", first->language, false},
        {"direction", first->is_right_to_left ? "rtl" : "ltr", false},
        {"ground", colours.ground, false},
        {"text", colours.text, false},
        {"soft", colours.soft, false},
        {"button", colours.button, false},
        {"on_button", colours.on_button, false},
        {"style", SITE_PAGE_CSS, true},
        {"languages", languages.bytes, false},
        {"shop", site->shop, false},
        {"headline", first->headline, false},
        {"no_scripts", no_scripts.bytes, true},
        {"links", links.bytes, true},
        {"token", SITE_TOKEN_JS, true},
        {"script", SITE_INDEX_JS, true},
    };
    fill(SITE_INDEX_HTML, fillings, ARRAY_LENGTH(fillings), out);
    buffer_close(&links);
    buffer_close(&languages);
    buffer_close(&no_scripts);
}

/* --- files ------------------------------------------------------------------------------------ */

static bool write_index(
    const struct site *site, const char *name, struct file_set *set, struct error *err)
{
    struct file_out *file = file_set_add(set, name, err);
    if (file == NULL) {
        return false;
    }
    append_index(site, &file->buffer);
    return file_out_flush(set, file, err);
}

static bool write_pages(const struct site *site, struct file_set *set, struct error *err)
{
    for (size_t i = 0; i < site->page_count; i++) {
        char name[FILE_NAME_MAX];
        snprintf(name, sizeof(name), "%s.html", site->pages[i].language);
        struct file_out *file = file_set_add(set, name, err);
        if (file == NULL) {
            return false;
        }
        append_page(site, &site->pages[i], &file->buffer);
        if (!file_out_flush(set, file, err)) {
            return false;
        }
    }
    return write_index(site, "404.html", set, err) && write_index(site, "index.html", set, err);
}

bool site_export(
    const struct site *site, const char *folder, size_t *out_file_count, struct error *err)
{
    struct file_set set;
    ASSERT(site->page_count > 0 && site->page_count <= SITE_PAGES_MAX);
    if (!file_set_begin(folder, &set, err)) {
        return false;
    }
    bool done = write_pages(site, &set, err) && file_set_commit(&set, err);
    file_set_end(&set);
    if (done) {
        *out_file_count = site->page_count + 2;
    }
    return done;
}
