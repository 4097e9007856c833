"$HETONG" check "$TMP"
