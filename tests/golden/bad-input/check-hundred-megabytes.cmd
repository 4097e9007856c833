# A file beyond the limit is refused before it is held in memory.
head -c 104857600 /dev/zero | tr '\000' ' ' >"$TMP/in.ht"
"$HETONG" check "$TMP/in.ht"
