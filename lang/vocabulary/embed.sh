#!/bin/sh
# Prints embedded.c: the vocabulary files named as arguments, as C arrays.
set -eu

echo '/* Made by lang/vocabulary/embed.sh. */'
echo '#include "lang/vocabulary/embedded.h"'
number=0
for file in "$@"; do
    printf '\nstatic const char text_%d[] = {\n' "$number"
    od -An -v -tx1 "$file" | sed 's/ \([0-9a-f][0-9a-f]\)/(char)0x\1,/g'
    echo '0};'
    number=$((number + 1))
done
printf '\nconst struct vocabulary_file vocabulary_files[] = {\n'
number=0
for file in "$@"; do
    printf '    {"%s", text_%d, sizeof text_%d - 1},\n' "$(basename "$file")" "$number" "$number"
    number=$((number + 1))
done
echo '};'
echo
echo 'const size_t vocabulary_file_count = sizeof vocabulary_files / sizeof vocabulary_files[0];'
