# A tree that leans: no nesting to be seen, and as deep as many parentheses.
{ printf 'price means 1'; i=0; while [ $i -lt 3000 ]; do printf ' + 1'; i=$((i + 1)); done; echo ' yuan.'; } >"$TMP/in.ht"
"$HETONG" check "$TMP/in.ht" 2>"$TMP/said"
status=$?
cut -c1-200 "$TMP/said" >&2
exit $status
