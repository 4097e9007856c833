: >"$TMP/in.ht"
"$HETONG" check "$TMP/in.ht"
