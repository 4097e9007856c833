/* From a calendar's rows to a calendar: its exceptions parted into holidays and make-up days. */
#include "compiler/ir/calendar_of.h"

#include "lang/base/vec.h"
#include "lang/value/date.h"

enum calendar_status calendar_of(const struct nm *nm, uint32_t row, struct calendar **calendar)
{
    const struct nm_calendar *rows = &nm->calendar[row];
    *calendar = NULL;
    bool has_years = rows->first_day <= rows->last_day;
    if (has_years && (!date_in_range(rows->first_day) || !date_in_range(rows->last_day)))
        return CALENDAR_BAD_YEARS;
    VEC(int64_t) holidays = {0};
    VEC(int64_t) makeups = {0};
    for (int32_t i = 0; i < rows->exception_count; i++) {
        const struct nm_exception *exception = &nm->exception[rows->first_exception + i];
        if (exception->worked)
            vec_push(&makeups, exception->day);
        else
            vec_push(&holidays, exception->day);
    }
    struct calendar_spec spec = {
        .weekly = (uint8_t)rows->week,
        .has_years = has_years,
        .first_year = has_years ? date_from_day(rows->first_day).year : 0,
        .last_year = has_years ? date_from_day(rows->last_day).year : 0,
        .holidays = holidays.items,
        .holiday_count = holidays.count,
        .makeups = makeups.items,
        .makeup_count = makeups.count,
    };
    enum calendar_status status = calendar_new(&spec, calendar, NULL);
    vec_release(&holidays);
    vec_release(&makeups);
    return status;
}
