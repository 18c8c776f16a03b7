#include "device/code_text.h"

#include <string.h>
#include <strings.h>

#define BLOCK_START "BEGIN:"
#define BLOCK_END "END:"

void code_text_clear(struct code_text *code)
{
    code->size = 0;
    code->bytes[0] = '\0';
    code->is_full = false;
    code->is_block = false;
}

void code_text_append(struct code_text *code, const char *text)
{
    size_t length = strlen(text);
    if (code->is_full || code->size + length >= sizeof(code->bytes)) {
        code->is_full = true;
        return;
    }
    memcpy(code->bytes + code->size, text, length + 1);
    code->size += length;
}

/* "VCARD" of "BEGIN:VCARD\n…"; its length in *out_length. */
static const char *block_name(const struct code_text *code, size_t *out_length)
{
    const char *name = code->bytes + strlen(BLOCK_START);
    *out_length = strcspn(name, "\n");
    return name;
}

static bool last_line_ends_block(const struct code_text *code)
{
    size_t name_length;
    const char *name = block_name(code, &name_length);
    const char *newline = strrchr(code->bytes, '\n');
    const char *line = newline == NULL ? code->bytes : newline + 1;
    return strncasecmp(line, BLOCK_END, strlen(BLOCK_END)) == 0 &&
           strlen(line) == strlen(BLOCK_END) + name_length &&
           strncasecmp(line + strlen(BLOCK_END), name, name_length) == 0;
}

bool code_text_end_line(struct code_text *code)
{
    bool starts_block = strncasecmp(code->bytes, BLOCK_START, strlen(BLOCK_START)) == 0;
    if (!starts_block || last_line_ends_block(code)) {
        return true;
    }
    code->is_block = true;
    code_text_append(code, "\n");
    return false;
}
