echo 'signed 2026-02-30.' >"$TMP/in.ht"
"$HETONG" fmt "$TMP/in.ht"
