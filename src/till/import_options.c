#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/money.h"
#include "store/option.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/import_file.h"
#include "till/options.h"

#define GROUPS_MAX 1000   /* of one file */
#define CHOICES_MAX 10000 /* of one file */
#define COUNT_MAX LINE_OPTIONS_MAX
#define SAME_AS_BEFORE (-1)

enum column {
    COLUMN_GROUP,
    COLUMN_MINIMUM,
    COLUMN_MAXIMUM,
    COLUMN_CHOICE,
    COLUMN_PRICE,
};

static const struct import_column COLUMNS[] = {
    [COLUMN_GROUP] = {.name = "group"},
    [COLUMN_MINIMUM] = {.name = "minimum"},
    [COLUMN_MAXIMUM] = {.name = "maximum"},
    [COLUMN_CHOICE] = {.name = "choice"},
    [COLUMN_PRICE] = {.name = "price"},
    {.name = NULL},
};

struct group {
    struct import_place place;
    struct text_view name;
    int64_t minimum, maximum;
    size_t choice_count;
    int64_t id;
};

struct choice {
    size_t group; /* index */
    struct text_view name;
    int64_t price_minor;
    int64_t position; /* in its group, from 1 */
};

/* A row as the store has it. */
struct stored_group {
    int64_t id, minimum, maximum, position;
    struct text_view name;
};

struct stored_choice {
    int64_t id, group_id, price_minor, position;
    struct text_view name;
    bool is_active;
    bool is_in_file;
};

struct options_import {
    struct import_file file;
    struct till *till;
    struct arena arena;
    struct group *groups;
    size_t group_count;
    struct choice *choices;
    size_t choice_count;
    struct text_map group_by_name;  /* index of groups */
    struct text_map choice_by_name; /* index of choices; the key is group, LF, choice */
    struct stored_group *stored_groups;
    size_t stored_group_count;
    struct stored_choice *stored_choices;
    size_t stored_choice_count;
    int64_t last_position;
    size_t part_rows;
};

/* --- reading the file ------------------------------------------------------------------------ */

static void add_problem(struct options_import *import, size_t column, const char *words)
{
    import_problem_add(import->file.result, import_place_of(&import->file, column), "%s", words);
}

/* How many; an empty cell says what the group's row before said. */
static int64_t read_count(struct options_import *import, size_t column)
{
    struct text_view text = import_field(&import->file, column);
    int64_t number = 0;
    if (text.size == 0) {
        return SAME_AS_BEFORE;
    }
    for (size_t i = 0; i < text.size; i++) {
        bool is_digit = text.bytes[i] >= '0' && text.bytes[i] <= '9';
        number = is_digit ? number * 10 + (text.bytes[i] - '0') : COUNT_MAX + 1;
        if (number > COUNT_MAX) {
            import_problem_add(import->file.result, import_place_of(&import->file, column),
                "%s is a number from 0 to %d", COLUMNS[column].name, COUNT_MAX);
            return SAME_AS_BEFORE;
        }
    }
    return number;
}

static int64_t read_price(struct options_import *import)
{
    struct text_view text = import_field(&import->file, COLUMN_PRICE);
    struct error why;
    int64_t minor = 0;
    char mark = text.size > 0 && memchr(text.bytes, ',', text.size) != NULL ? ',' : '.';
    if (text.size > 0 &&
        !money_parse_marked(text, import->till->shop.rules.currency, mark, &minor, &why)) {
        import_problem_add(import->file.result, import_place_of(&import->file, COLUMN_PRICE),
            "price: %s", why.text);
    }
    return minor;
}

/* The group of this row, made where it is new. */
static size_t read_group(struct options_import *import)
{
    struct text_view name =
        import_copy_text(&import->file, COLUMN_GROUP, IMPORT_PROSE, &import->arena);
    int64_t minimum = read_count(import, COLUMN_MINIMUM);
    int64_t maximum = read_count(import, COLUMN_MAXIMUM);
    const int64_t *known = text_map_find(&import->group_by_name, name);
    if (known == NULL) {
        size_t index = import->group_count++;
        import->groups[index] =
            (struct group){.place = import_place_of(&import->file, COLUMN_GROUP),
                .name = name,
                .minimum = minimum == SAME_AS_BEFORE ? 0 : minimum,
                .maximum = maximum == SAME_AS_BEFORE ? 1 : maximum};
        text_map_put(&import->group_by_name, name, (int64_t)index);
        if (import->groups[index].maximum < 1 ||
            import->groups[index].maximum < import->groups[index].minimum) {
            add_problem(import, COLUMN_MAXIMUM, "maximum is at least 1 and the minimum");
        }
        return index;
    }
    const struct group *group = &import->groups[*known];
    if ((minimum != SAME_AS_BEFORE && minimum != group->minimum) ||
        (maximum != SAME_AS_BEFORE && maximum != group->maximum)) {
        import_problem_add(import->file.result, import_place_of(&import->file, COLUMN_MINIMUM),
            "the group has another minimum or maximum on line %u", group->place.line);
    }
    return (size_t)*known;
}

static struct text_view choice_key(
    struct options_import *import, struct text_view group, struct text_view choice)
{
    struct buffer key = {0};
    buffer_append(&key, group.bytes, group.size);
    buffer_append_char(&key, '\n');
    buffer_append(&key, choice.bytes, choice.size);
    struct text_view copy = arena_copy(&import->arena, (struct text_view){key.bytes, key.size});
    buffer_close(&key);
    return copy;
}

static void read_row(void *context)
{
    struct options_import *import = context;
    struct import_file *file = &import->file;
    bool is_named = import_check_text(
        file, COLUMN_GROUP, IMPORT_PROSE, OPTION_NAME_CHARACTERS_MAX, OPTION_NAME_BYTES, false);
    bool has_choice = import_check_text(
        file, COLUMN_CHOICE, IMPORT_PROSE, OPTION_NAME_CHARACTERS_MAX, OPTION_NAME_BYTES, false);
    if (!is_named || !has_choice) {
        return;
    }
    if (import->group_count == GROUPS_MAX || import->choice_count == CHOICES_MAX) {
        add_problem(import, COLUMN_GROUP, "these are more options than one file can have");
        return;
    }
    size_t index = read_group(import);
    struct group *group = &import->groups[index];
    struct choice choice = {.group = index,
        .name = import_copy_text(file, COLUMN_CHOICE, IMPORT_PROSE, &import->arena),
        .price_minor = read_price(import),
        .position = (int64_t)++group->choice_count};
    struct text_view key = choice_key(import, group->name, choice.name);
    if (text_map_find(&import->choice_by_name, key) != NULL) {
        add_problem(import, COLUMN_CHOICE, "the group has this choice already");
        return;
    }
    if (group->choice_count > OPTION_CHOICES_MAX / 2) {
        import_problem_add(file->result, import_place_of(file, COLUMN_CHOICE),
            "a group has at most %d choices", OPTION_CHOICES_MAX / 2);
    }
    text_map_put(&import->choice_by_name, key, (int64_t)import->choice_count);
    import->choices[import->choice_count++] = choice;
}

static void check_groups(struct options_import *import)
{
    for (size_t i = 0; i < import->group_count; i++) {
        const struct group *group = &import->groups[i];
        if ((size_t)group->minimum > group->choice_count) {
            import_problem_add(import->file.result, group->place,
                "the group %.*s wants more choices than it has", (int)group->name.size,
                group->name.bytes);
        }
    }
}

/* --- what the store has ----------------------------------------------------------------------- */

static bool take_group(void *context, const struct option_group_row *row, struct error *err)
{
    (void)err;
    struct options_import *import = context;
    size_t count = import->stored_group_count;
    struct stored_group *groups =
        realloc(import->stored_groups, (count + 1) * sizeof(*import->stored_groups));
    ASSERT(groups != NULL);
    import->stored_groups = groups;
    groups[import->stored_group_count++] = (struct stored_group){.id = row->id,
        .minimum = row->minimum,
        .maximum = row->maximum,
        .position = row->position,
        .name = arena_copy(&import->arena, row->name)};
    if (row->position > import->last_position) {
        import->last_position = row->position;
    }
    return true;
}

static bool take_choice(void *context, const struct option_choice_row *row, struct error *err)
{
    (void)err;
    struct options_import *import = context;
    size_t count = import->stored_choice_count;
    struct stored_choice *choices =
        realloc(import->stored_choices, (count + 1) * sizeof(*import->stored_choices));
    ASSERT(choices != NULL);
    import->stored_choices = choices;
    choices[import->stored_choice_count++] = (struct stored_choice){.id = row->id,
        .group_id = row->group_id,
        .price_minor = row->price_minor,
        .position = row->position,
        .name = arena_copy(&import->arena, row->name),
        .is_active = row->is_active};
    return true;
}

/* --- writing ---------------------------------------------------------------------------------- */

static bool count_row(struct options_import *import, struct error *err)
{
    import->part_rows++;
    if (import->part_rows < ENTRY_PART_ROWS) {
        return true;
    }
    import->part_rows = 0;
    return store_next_part(import->till->store, err);
}

static bool write_group(struct options_import *import, struct group *group, struct error *err)
{
    struct store *store = import->till->store;
    const struct stored_group *old = NULL;
    for (size_t i = 0; i < import->stored_group_count && old == NULL; i++) {
        bool is_it = text_view_is_same(import->stored_groups[i].name, group->name);
        old = is_it ? &import->stored_groups[i] : NULL;
    }
    struct option_group_row row = {.id = old != NULL ? old->id : 0,
        .name = group->name,
        .minimum = group->minimum,
        .maximum = group->maximum,
        .position = old != NULL ? old->position : ++import->last_position};
    if (old == NULL && !store_next_id(store, "option_group", &row.id, err)) {
        return false;
    }
    group->id = row.id;
    bool is_equal = old != NULL && old->minimum == group->minimum && old->maximum == group->maximum;
    return is_equal ||
           (option_group_write(store, &row, old == NULL, err) && count_row(import, err));
}

static bool write_choice(
    struct options_import *import, const struct choice *choice, struct error *err)
{
    struct store *store = import->till->store;
    struct import_result *result = import->file.result;
    struct stored_choice *old = NULL;
    struct option_choice_row row = {.group_id = import->groups[choice->group].id,
        .name = choice->name,
        .price_minor = choice->price_minor,
        .position = choice->position,
        .is_active = true};
    for (size_t i = 0; i < import->stored_choice_count && old == NULL; i++) {
        struct stored_choice *at = &import->stored_choices[i];
        bool is_it = at->group_id == row.group_id && text_view_is_same(at->name, choice->name);
        old = is_it ? at : NULL;
    }
    if (old == NULL) {
        result->added_count++;
        return store_next_id(store, "option_choice", &row.id, err) &&
               option_choice_write(store, &row, true, err) && count_row(import, err);
    }
    row.id = old->id;
    old->is_in_file = true;
    if (old->is_active && old->price_minor == row.price_minor && old->position == row.position) {
        result->unchanged_count++;
        return true;
    }
    result->changed_count++;
    return option_choice_write(store, &row, false, err) && count_row(import, err);
}

/* Choices that a group of the file no longer has are not offered any more. */
static bool drop_choices(struct options_import *import, struct error *err)
{
    for (size_t i = 0; i < import->stored_choice_count; i++) {
        const struct stored_choice *old = &import->stored_choices[i];
        bool is_dropped = false;
        for (size_t k = 0; k < import->group_count; k++) {
            is_dropped = is_dropped || import->groups[k].id == old->group_id;
        }
        struct option_choice_row row = {.id = old->id,
            .group_id = old->group_id,
            .name = old->name,
            .price_minor = old->price_minor,
            .position = old->position,
            .is_active = false};
        if (is_dropped && old->is_active && !old->is_in_file &&
            !(option_choice_write(import->till->store, &row, false, err) &&
                count_row(import, err))) {
            return false;
        }
    }
    return true;
}

static bool write_rows(struct options_import *import, struct error *err)
{
    struct store *store = import->till->store;
    if (!option_group_visit_all(store, take_group, import, err) ||
        !option_choice_visit_all(store, take_choice, import, err)) {
        return false;
    }
    for (size_t i = 0; i < import->group_count; i++) {
        if (!write_group(import, &import->groups[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < import->choice_count; i++) {
        if (!write_choice(import, &import->choices[i], err)) {
            return false;
        }
    }
    return drop_choices(import, err);
}

static bool write_all(void *context, struct error *err)
{
    struct options_import *import = context;
    struct till *till = import->till;
    check_groups(import);
    if (import->file.result->problem_count > 0) {
        return true;
    }
    if (!store_begin(till->store, ENTRY_IMPORT, 0, err)) {
        return false;
    }
    bool is_done = write_rows(import, err) && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
    }
    till_office_changed(till);
    return is_done;
}

bool import_options(struct till *till, const char *path, const struct import_progress *progress,
    struct import_result *out_result, struct error *err)
{
    static const struct import_job job = {
        .columns = COLUMNS, .read_row = read_row, .write_all = write_all};
    struct options_import import = {.till = till,
        .groups = calloc(GROUPS_MAX, sizeof(struct group)),
        .choices = calloc(CHOICES_MAX, sizeof(struct choice))};
    ASSERT(import.groups != NULL && import.choices != NULL);
    bool is_done = import_run(&import.file, &job, &import, path, progress, out_result, err);
    import_file_close(&import.file);
    text_map_close(&import.group_by_name);
    text_map_close(&import.choice_by_name);
    free(import.groups);
    free(import.choices);
    free(import.stored_groups);
    free(import.stored_choices);
    arena_close(&import.arena);
    return is_done;
}
