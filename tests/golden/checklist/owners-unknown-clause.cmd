printf 'clause,owner\n1.1,Workshop\n7.3,Accounts\n' >"$TMP/owners.csv"
"$HETONG" checklist ../../../examples/sale/contract.ht --owners "$TMP/owners.csv"
