# Spec 24.2: what was tendered before a termination is answered behind it: who must still answer, and until when.
printf '%s\n' "id,at,actor,act,quantity,object" "e1,2026-03-20,Seller,deliver,10,lathes" \
    "e2,2026-03-21,Buyer,terminate,,contract" >"$TMP/events.csv"
for lang in en zh; do
    "$HETONG" checklist "$1.ht" --events "$TMP/events.csv" --as-of 2026-03-22 --for Buyer --lang $lang |
        grep ' 1[.][12] \|[*]1[.]3'
done
for day in 2026-03-22 2026-03-30; do
    "$HETONG" status "$1.ht" --events "$TMP/events.csv" --as-of $day | tail -n +2
done
