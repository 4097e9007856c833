printf 'party Mill.\nparty \000Works.\n' >"$TMP/in.ht"
"$HETONG" fmt "$TMP/in.ht"
