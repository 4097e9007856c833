echo 'price means 99999999999999999999999 yuan.' >"$TMP/in.ht"
"$HETONG" fmt "$TMP/in.ht"
