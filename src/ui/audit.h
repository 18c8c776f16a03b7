#ifndef TILLTALE_UI_AUDIT_H
#define TILLTALE_UI_AUDIT_H

/* Audit: walks what is on the screen and names what a person would stumble over.
 *
 * It is what the test of every screen at every window size calls after a frame. A finding is a
 * sentence with the thing's label, so that it can be found; personal labels are left out. */

#include <stddef.h>

struct buffer;
struct ui;

enum audit_rule {
    AUDIT_SMALL,      /* a target under 72 by 64 design pixels */
    AUDIT_CUT,        /* text that does not fit its place */
    AUDIT_OVERLAP,    /* two targets of one layer less than 10 design pixels apart */
    AUDIT_CONTRAST,   /* text under 4.5:1, or 3:1 from 36 px bold, to what is behind it */
    AUDIT_OUTSIDE,    /* something reaches out of the window */
    AUDIT_SMALL_TEXT, /* under 15 device pixels */
    AUDIT_SAME_ID,    /* two targets that cannot be told apart */
    AUDIT_FULL,       /* a capacity was reached: something is missing */
    AUDIT_RULE_COUNT
};

/* Checks the last whole frame and appends one line a finding: rule, label, figures. Returns the
 * number of findings. `ignored` is a set of 1 << enum audit_rule: text may be cut on purpose
 * where a test uses names of 120 characters. */
size_t ui_audit(const struct ui *ui, unsigned ignored, struct buffer *out);

/* "small", "cut" and so on, as in the findings. */
const char *audit_rule_name(enum audit_rule rule);

#endif
