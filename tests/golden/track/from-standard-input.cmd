echo '{"id":"e1","at":"2026-01-05","recorded":"2026-01-05","actor":"Seller","act":"deliver","object":"lathes","quantity":"12"}' >"$TMP/log.jsonl"
"$HETONG" track lathes.contract --store "$TMP/db" --as-of 2026-01-06 --events "$TMP/log.jsonl" --format json
echo 'id,at,recorded,actor,act,object,quantity
e2,2026-01-05,2026-01-05,Buyer,deliver,lathes,12' |
    "$HETONG" track lathes.contract --store "$TMP/db" --as-of 2026-01-06 --events -
