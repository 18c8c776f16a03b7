#ifndef TILLTALE_EXPORT_LINE_PIPE_H
#define TILLTALE_EXPORT_LINE_PIPE_H

/* Line pipe: report_visit_lines in two threads.
 *
 * The calling thread reads the store and copies rows into batches; the visitor works them off in
 * a thread of its own. Reading is more than half of a large export, so writing the text beside it
 * costs no time. A small range is one batch and has no second thread. */

#include "base/compiler.h"
#include "store/report.h"

/* As report_visit_lines. The visitor may be called in another thread, but never in two at once,
 * and not after the return. Its views are borrowed until it has returned from the sale's last
 * line. */
MUST_CHECK bool line_pipe_visit(struct store *store, const struct report_range *range,
    const struct report_line_visitor *visitor, void *context, struct error *err);

#endif
