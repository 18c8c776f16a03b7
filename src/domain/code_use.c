#include "domain/code_use.h"

#define WHOLE_PPM 1000000

bool code_use_is_unusual_on_day(int64_t use_count, int64_t sale_count)
{
    return use_count > CODE_USE_DAY_SALES && use_count * WHOLE_PPM > sale_count * CODE_USE_DAY_PPM;
}

bool code_use_is_unusual_own(int64_t use_count)
{
    return use_count > CODE_USE_OWN_SALES;
}
