: >"$TMP/in.ht"
"$HETONG" fmt "$TMP/in.ht"
