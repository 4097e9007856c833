{ printf 'price means '; head -c 1000000 /dev/zero | tr '\000' '('; printf '1 yuan'
  head -c 1000000 /dev/zero | tr '\000' ')'; echo '.'; } >"$TMP/in.ht"
"$HETONG" check "$TMP/in.ht"
