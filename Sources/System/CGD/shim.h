#pragma once
#include <gd.h>
#include <gdfontl.h>
#include <stdarg.h>

// libgd writes its complaints about bad images to the error stream of the process unless it is given another
// receiver. Its type takes a va_list, which Swift cannot declare, so the receiver is here.
static inline void city_gd_ignore(int priority, const char *format, va_list arguments) {
    (void)priority;
    (void)format;
    (void)arguments;
}

static inline void city_gd_silence(void) {
    gdSetErrorMethod(city_gd_ignore);
}
