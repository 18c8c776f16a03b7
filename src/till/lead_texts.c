#include "till/lead_texts.h"

#include <string.h>

void lead_texts_of(struct lead_capture *capture, struct lead_text out_texts[LEAD_TEXTS_MAX])
{
    const struct lead_text texts[LEAD_TEXTS_MAX] = {
        {"campaign", &capture->campaign},
        {"placement", &capture->placement},
        {"scan", &capture->scan},
        {"rating", &capture->rating},
        {"note", &capture->note},
        {"follow_up", &capture->follow_up},
        {"ref", &capture->ref},
    };
    memcpy(out_texts, texts, sizeof(texts));
}
