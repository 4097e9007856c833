printf 'clause,owner,party\n1.1,Workshop,Maker\n' >"$TMP/owners.csv"
"$HETONG" checklist ../../../examples/sale/contract.ht --owners "$TMP/owners.csv"
