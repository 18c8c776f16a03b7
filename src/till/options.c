#include "till/options.h"

#include "base/error.h"
#include "store/option.h"
#include "till/handle.h"

static bool take_choice(void *context, const struct product_choice_row *row, struct error *err)
{
    struct option_set *set = context;
    struct option_group *group = set->group_count > 0 ? &set->groups[set->group_count - 1] : NULL;
    if (group == NULL || group->id != row->group_id) {
        if (set->group_count == OPTION_GROUPS_MAX) {
            return error_set(
                err, ERROR_CORRUPT, "a product has more than %d groups", OPTION_GROUPS_MAX);
        }
        group = &set->groups[set->group_count++];
        *group = (struct option_group){.id = row->group_id,
            .minimum = (size_t)row->minimum,
            .maximum = (size_t)row->maximum,
            .first = set->choice_count};
        (void)text_copy_view(group->name, sizeof(group->name), row->group);
    }
    if (set->choice_count == OPTION_CHOICES_MAX) {
        return error_set(
            err, ERROR_CORRUPT, "a product has more than %d choices", OPTION_CHOICES_MAX);
    }
    struct option_choice *choice = &set->choices[set->choice_count++];
    *choice = (struct option_choice){.id = row->choice_id, .price_minor = row->price_minor};
    (void)text_copy_view(choice->name, sizeof(choice->name), row->choice);
    group->count++;
    return true;
}

bool till_options(
    struct till *till, int64_t product_id, struct option_set *out_set, struct error *err)
{
    *out_set = (struct option_set){0};
    return product_choice_visit(till->store, product_id, take_choice, out_set, err);
}

bool option_set_must_ask(const struct option_set *set)
{
    for (size_t i = 0; i < set->group_count; i++) {
        if (set->groups[i].minimum > 0) {
            return true;
        }
    }
    return false;
}

static size_t count_chosen(const struct option_group *group, const bool *is_chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++) {
        count += is_chosen[group->first + i];
    }
    return count;
}

bool option_set_check(
    const struct option_set *set, const bool is_chosen[OPTION_CHOICES_MAX], struct error *err)
{
    for (size_t i = 0; i < set->group_count; i++) {
        const struct option_group *group = &set->groups[i];
        size_t count = count_chosen(group, is_chosen);
        if (count < group->minimum) {
            return error_set(
                err, ERROR_INVALID, "%s wants at least %zu", group->name, group->minimum);
        }
        if (count > group->maximum) {
            return error_set(
                err, ERROR_INVALID, "%s takes at most %zu", group->name, group->maximum);
        }
    }
    return true;
}

bool option_set_apply(const struct option_set *set, const bool is_chosen[OPTION_CHOICES_MAX],
    char details[LINE_DETAILS_BYTES], struct error *err)
{
    if (!option_set_check(set, is_chosen, err)) {
        return false;
    }
    size_t count = 0;
    line_detail_drop(details, LINE_DETAIL_OPTION);
    for (size_t i = 0; i < set->choice_count; i++) {
        const struct option_choice *choice = &set->choices[i];
        struct line_detail detail = {
            .kind = LINE_DETAIL_OPTION, .id = choice->id, .amount = choice->price_minor};
        if (!is_chosen[i]) {
            continue;
        }
        (void)text_copy(detail.text, sizeof(detail.text), choice->name);
        if (++count > LINE_OPTIONS_MAX || !line_detail_append(details, &detail)) {
            return error_set(err, ERROR_LIMIT, "these are more options than a line can have");
        }
    }
    return true;
}

void option_set_mark(
    const struct option_set *set, const char *details, bool out_is_chosen[OPTION_CHOICES_MAX])
{
    struct line_detail detail;
    for (size_t i = 0; i < OPTION_CHOICES_MAX; i++) {
        out_is_chosen[i] = false;
    }
    while (line_detail_next(&details, &detail)) {
        for (size_t i = 0; detail.kind == LINE_DETAIL_OPTION && i < set->choice_count; i++) {
            out_is_chosen[i] = out_is_chosen[i] || set->choices[i].id == detail.id;
        }
    }
}

bool option_set_find(const struct option_set *set, struct text_view group, struct text_view choice,
    size_t *out_index, struct error *err)
{
    size_t matches = 0;
    for (size_t g = 0; g < set->group_count; g++) {
        const struct option_group *at = &set->groups[g];
        for (size_t i = 0; i < at->count; i++) {
            bool is_it = text_view_equals(choice, set->choices[at->first + i].name) &&
                         (group.size == 0 || text_view_equals(group, at->name));
            if (is_it) {
                *out_index = at->first + i;
                matches++;
            }
        }
    }
    if (matches > 1) {
        return error_set(err, ERROR_INVALID, "\"%.*s\" stands in several groups: name the group",
            (int)choice.size, choice.bytes);
    }
    return matches == 1 || error_set(err, ERROR_NOT_FOUND, "there is no option \"%.*s\"",
                               (int)choice.size, choice.bytes);
}
