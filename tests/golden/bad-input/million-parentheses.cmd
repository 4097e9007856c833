{ printf 'price means '; head -c 1000000 /dev/zero | tr '\000' '('; printf '1'; } >"$TMP/in.ht"
"$HETONG" fmt "$TMP/in.ht"
