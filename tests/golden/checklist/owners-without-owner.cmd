printf 'clause,owner\n1.1,\n' >"$TMP/owners.csv"
"$HETONG" checklist ../../../examples/sale/contract.ht --owners "$TMP/owners.csv"
