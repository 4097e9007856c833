# Calculus C6: corrections, stale corrections, ids, events from the future, distinct items.
echo 'id,at,recorded,actor,act,object,quantity,corrects
e,2026-01-03,2026-01-03,Seller,deliver,lathes,10,
c1,2026-01-03,2026-01-04,Seller,deliver,lathes,12,e
c2,2026-01-03,2026-01-05,Seller,deliver,lathes,11,e
e,2026-01-03,2026-01-05,Seller,deliver,lathes,10,
e,2026-01-03,2026-01-05,Seller,deliver,lathes,9,
f,2026-01-09,2026-01-05,Seller,deliver,lathes,1,
t1,2026-01-05,2026-01-05,Seller,teach,milling,,
t2,2026-01-06,2026-01-06,Seller,teach,milling,,' >"$TMP/log.csv"
echo 'id,at,recorded,actor,act,corrects
c3,,2026-01-06,,void,c1' >"$TMP/undo.csv"
set -- track lathes.contract --store "$TMP/db" --as-of 2026-01-06
"$HETONG" "$@" --events "$TMP/log.csv"
"$HETONG" "$@" --events "$TMP/undo.csv"
"$HETONG" "$@" --known-at 2026-01-05
"$HETONG" "$@" --known-at 2026-01-03
