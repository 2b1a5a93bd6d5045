#pragma once
#include <libexif/exif-data.h>
#include <stddef.h>

// The directories of a block are a C array, and the tags of the GPS directory are macros with casts: neither reaches
// Swift in a usable form. Gives NULL when the directory has no such tag.
static inline ExifEntry *city_exif_entry(ExifData *data, ExifIfd directory, unsigned int tag) {
    if (data == NULL || directory < 0 || directory >= EXIF_IFD_COUNT) return NULL;
    return exif_content_get_entry(data->ifd[directory], (ExifTag)tag);
}
