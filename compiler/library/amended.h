/* amended.h - contracts with amendments: each text is read by itself, and the machines of all of them
 * are joined into one. */
#ifndef LIBRARY_AMENDED_H
#define LIBRARY_AMENDED_H

#include "compiler/library/load.h"

/* True if the parsed contract has amendments, or is a file of them. */
bool amended_is(const struct load *load);

/* Reads every text of it down to the joined machine in load->builder; load->meaning and load->file are
 * those of the last text. */
enum load_status amended_mean(struct load *load);

/* Only the text as it reads after the amendments that are in force on the day, in load->conformed. */
enum load_status amended_text(struct load *load, const char *path, int64_t day);

#endif
