printf 'clause,owner\n"1.1" x,Workshop\n' >"$TMP/owners.csv"
"$HETONG" checklist ../../../examples/sale/contract.ht --owners "$TMP/owners.csv"
