# Calculus C4: a delivery of d9 that is reported on d14 takes back the breach and its remedy.
echo 'id,at,recorded,actor,act,object,quantity
e1,2026-01-05,2026-01-05,Seller,teach,milling,' >"$TMP/early.csv"
echo 'id,at,recorded,actor,act,object,quantity
e2,2026-01-09,2026-01-14,Seller,deliver,lathes,12' >"$TMP/late.csv"
for engine in interpreter compiled; do
    set -- track lathes.contract --store "$TMP/$engine.db" --as-of 2026-01-13 --engine "$engine"
    "$HETONG" "$@" --events "$TMP/early.csv"
    "$HETONG" "$@" --events "$TMP/late.csv"
    "$HETONG" "$@" --known-at 2026-01-13
done
