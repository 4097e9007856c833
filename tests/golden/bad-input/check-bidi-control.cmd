printf 'party Mill "\342\200\256lliM".\n' >"$TMP/in.ht"
"$HETONG" check "$TMP/in.ht"
