printf "party Mill \"Mill\".\n" >"$TMP/in.ht"
"$HETONG" fmt "$TMP/in.ht" -o /dev/full
