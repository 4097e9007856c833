"$HETONG" check "$TMP/nothing.ht"
