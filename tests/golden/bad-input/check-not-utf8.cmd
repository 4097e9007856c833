printf 'party Mill "\377\376".\n' >"$TMP/in.ht"
"$HETONG" check "$TMP/in.ht"
