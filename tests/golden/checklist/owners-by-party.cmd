cat >"$TMP/owners.csv" <<'END'
clause,owner,party,note
1,Delivery section,Seller,all of clause 1 on our side
1.1,Workshop 3,,"the bearer's"
2,Accounts,the Buyer,
4.1,"Legal, contracts",,
END
"$HETONG" checklist ../../../examples/sale/contract.ht --owners "$TMP/owners.csv" |
    grep -E '^(#|- \*\*)|^\| [0-9]' | cut -d'|' -f 1-5
