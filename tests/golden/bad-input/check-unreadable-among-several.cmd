# What can be read is checked all the same; the worst status counts.
echo 'party Mill.' >"$TMP/one.ht"
"$HETONG" check "$TMP/nothing.ht" "$TMP/one.ht"
