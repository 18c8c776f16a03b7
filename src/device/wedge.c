#include "device/wedge.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "device/code_text.h"

/* As many keys as the longest code has characters, and its line breaks. */
#define HELD_MAX 1100

struct wedge {
    enum scanner_layout layout;
    /* Keys in the order they came: those before `taken` are gone, those before `released` are
     * typing and wait to be taken, the rest are the burst that is not decided yet. */
    struct wedge_key held[HELD_MAX];
    int taken, released, count;
    int printable;         /* keys of the burst that make characters */
    struct code_text code; /* the burst, as the scanner meant it */
    bool has_scan;         /* `scan` waits to be taken; it is older than the held keys */
    char scan[SCANNER_TEXT_MAX];
    bool ends_scan;     /* Enter and Tab still belong to the scan before */
    int64_t last_at_ms; /* when the last key was read */
};

struct wedge *wedge_open(enum scanner_layout layout)
{
    struct wedge *wedge = calloc(1, sizeof(*wedge));
    ASSERT(wedge != NULL);
    wedge->layout = layout;
    return wedge;
}

void wedge_close(struct wedge *wedge)
{
    free(wedge);
}

static bool has_burst(const struct wedge *wedge)
{
    return wedge->count > wedge->released;
}

static void forget_burst(struct wedge *wedge)
{
    memory_wipe(wedge->held + wedge->released,
        (size_t)(wedge->count - wedge->released) * sizeof(wedge->held[0]));
    memory_wipe(&wedge->code, sizeof(wedge->code));
    wedge->count = wedge->released;
    wedge->printable = 0;
}

static void release_burst(struct wedge *wedge)
{
    wedge->released = wedge->count;
    wedge->printable = 0;
    code_text_clear(&wedge->code);
}

static void finish_scan(struct wedge *wedge)
{
    memcpy(wedge->scan, wedge->code.bytes, sizeof(wedge->scan));
    forget_burst(wedge);
    wedge->has_scan = true;
    wedge->ends_scan = true;
}

/* The burst is over without its Enter: typing, unless Enters before made it a block of lines. */
static void end_by_silence(struct wedge *wedge)
{
    if (has_burst(wedge) && wedge->code.is_block) {
        finish_scan(wedge);
    } else {
        release_burst(wedge);
    }
}

static void hold(struct wedge *wedge, const struct wedge_key *key, const char *text)
{
    if (!has_burst(wedge)) {
        code_text_clear(&wedge->code);
    }
    if (wedge->count < HELD_MAX - 1) { /* one place is kept for a key that ends the burst */
        wedge->held[wedge->count++] = *key;
    }
    code_text_append(&wedge->code, text);
}

static void pass(struct wedge *wedge, const struct wedge_key *key)
{
    wedge->held[wedge->count++] = *key;
    release_burst(wedge);
}

/* What the scanner meant; what the system made of it for keys that the layout does not know. */
static void meant_text(
    const struct wedge *wedge, const struct wedge_key *key, char out_text[WEDGE_TYPED_MAX])
{
    char text[SCANCODE_TEXT_MAX];
    scancode_text(wedge->layout, key->scancode, key->modifiers, text);
    const char *meant = text[0] != '\0' ? text : key->typed;
    memcpy(out_text, meant, strlen(meant) + 1);
}

static void feed_end(struct wedge *wedge, const struct wedge_key *key)
{
    if (!has_burst(wedge)) {
        if (!wedge->ends_scan) {
            pass(wedge, key);
        }
        return;
    }
    if (wedge->printable < WEDGE_KEYS_MIN) {
        pass(wedge, key);
        return;
    }
    if (code_text_end_line(&wedge->code)) {
        finish_scan(wedge);
    } else {
        hold(wedge, key, "");
    }
}

static void feed_other(struct wedge *wedge, const struct wedge_key *key)
{
    char text[WEDGE_TYPED_MAX];
    meant_text(wedge, key, text);
    unsigned char first = (unsigned char)text[0];
    bool is_control = first != '\0' && first < ' ';
    wedge->ends_scan = false;
    if (first == '\0' || (is_control && first < 0x1B && !has_burst(wedge))) {
        pass(wedge, key); /* an arrow, F5, Control and C: no scanner begins so */
        return;
    }
    hold(wedge, key, text);
    wedge->printable += !is_control;
}

static void drop_taken(struct wedge *wedge)
{
    if (wedge->taken > 0) {
        memmove(wedge->held, wedge->held + wedge->taken,
            (size_t)(wedge->count - wedge->taken) * sizeof(wedge->held[0]));
        wedge->count -= wedge->taken;
        wedge->released = 0;
        wedge->taken = 0;
    }
}

void wedge_feed(struct wedge *wedge, const struct wedge_key *key)
{
    ASSERT(!wedge->has_scan && wedge->taken == wedge->released);
    drop_taken(wedge);
    bool is_apart = key->after_ms - wedge->last_at_ms > WEDGE_GAP_MAX_MS;
    wedge->last_at_ms = key->at_ms;
    if (is_apart) {
        wedge->ends_scan = false;
        end_by_silence(wedge);
    }
    if (key->is_repeat) {
        pass(wedge, key);
    } else if (scancode_ends_code(key->scancode, key->modifiers)) {
        feed_end(wedge, key);
    } else {
        feed_other(wedge, key);
    }
}

void wedge_tick(struct wedge *wedge, int64_t now_ms)
{
    if (has_burst(wedge) && now_ms - wedge->last_at_ms >= WEDGE_HOLD_MS) {
        end_by_silence(wedge);
    }
}

void wedge_flush(struct wedge *wedge)
{
    end_by_silence(wedge);
}

enum wedge_result wedge_next(
    struct wedge *wedge, struct wedge_key *out_key, char out_text[SCANNER_TEXT_MAX])
{
    if (wedge->has_scan) {
        wedge->has_scan = false;
        memcpy(out_text, wedge->scan, sizeof(wedge->scan));
        memory_wipe(wedge->scan, sizeof(wedge->scan));
        return WEDGE_SCAN;
    }
    if (wedge->taken < wedge->released) {
        *out_key = wedge->held[wedge->taken++];
        return WEDGE_KEY;
    }
    return WEDGE_NOTHING;
}

int64_t wedge_deadline_ms(const struct wedge *wedge)
{
    return has_burst(wedge) ? wedge->last_at_ms + WEDGE_HOLD_MS : INT64_MAX;
}
