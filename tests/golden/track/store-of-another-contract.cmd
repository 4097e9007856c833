"$HETONG" track lathes.contract --store "$TMP/db" --as-of 2026-01-06 --quiet
sed 's/12 lathes/13 lathes/' lathes.contract >"$TMP/other"
before=$(cksum <"$TMP/db")
"$HETONG" track "$TMP/other" --store "$TMP/db" --as-of 2026-01-06
echo "exit $?"
[ "$before" = "$(cksum <"$TMP/db")" ] && echo "the store is as it was"
"$HETONG" track lathes.contract --as-of 2026-01-06
