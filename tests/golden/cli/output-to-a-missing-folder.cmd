printf "party Mill \"Mill\".\n" >"$TMP/in.ht"
"$HETONG" fmt "$TMP/in.ht" -o "$TMP/no/such/out.ht"
status=$?
ls "$TMP"
exit $status
