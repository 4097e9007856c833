# A cure that is pending says whose answer it awaits.
cat >"$TMP/events.csv" <<'X'
id,at,actor,act,object,quantity,to
e1,2026-04-05,Buyer,give notice of default,,,Seller
e2,2026-04-20,Seller,deliver,lathes,4,Buyer
X
for lang in en zh; do
    "$HETONG" status ../../conformance/cure-answered.ht --events "$TMP/events.csv" --as-of 2026-04-27 --lang $lang
done
