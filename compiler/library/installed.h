/* installed.h - files that are installed with the program, or with the library. */
#ifndef LIBRARY_INSTALLED_H
#define LIBRARY_INSTALLED_H

#include <stdbool.h>

struct buf;

/* Adds the path of a file that is installed beside what this code is part of: next to it in a build
 * folder, in ../lib/hetong of a program, or in hetong of a library. False if it is in none. */
bool find_beside(const char *name, struct buf *path);

/* Adds the folder of the installed files that contracts may use, ../share/hetong. False if there is
 * none. */
bool find_installed(struct buf *path);

#endif
