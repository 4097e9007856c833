# Good rows are taken, broken ones listed with their line; running again takes nothing twice.
echo 'id,at,recorded,actor,act,object,quantity
e1,2026-01-05,2026-01-05,Seller,teach,milling,
e2,2026-02-30,2026-01-05,Seller,teach,turning,
e3,2026-01-06,2026-01-06,Seler,teach,turning,
e4,2026-01-06,2026-01-06,Seller,teech,turning,
e5,2026-01-06,2026-01-06,Seller,teach,turning,' >"$TMP/log.csv"
set -- track lathes.contract --store "$TMP/db" --as-of 2026-01-06
"$HETONG" "$@" --events "$TMP/log.csv"
echo "exit $?"
"$HETONG" "$@" --events "$TMP/log.csv" --quiet
echo "exit $?"
"$HETONG" "$@" --format json --fail-on breach
