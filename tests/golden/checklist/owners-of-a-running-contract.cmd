printf 'clause,owner\n2,Accounts\n' >"$TMP/owners.csv"
"$HETONG" checklist ../../../examples/sale/contract.ht --for Buyer --owners "$TMP/owners.csv" \
    --events ../../../examples/sale/events.csv --as-of 2026-05-20 | sed -n '/^## Our duties/,/^## Their/p'
