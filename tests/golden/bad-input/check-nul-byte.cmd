printf 'party Mill.\nparty \000Works.\n' >"$TMP/in.ht"
"$HETONG" check "$TMP/in.ht"
