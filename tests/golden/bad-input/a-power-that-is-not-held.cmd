# Acts of powers that their doers do not hold, and corrections of corrections: each row is answered, none is lost.
cat >"$TMP/sale.ht" <<'CONTRACT'
contract sale "A sale".
party Seller.
party Buyer.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes.
item drawing, drawings.
clause 1.
  1.1 Seller delivers 10 lathes to Buyer by 2026-03-31.
  1.2 Seller supplies 2 drawings to Buyer by 2026-01-31.
clause 4.
  4.1 When clause 1.1 is breached, Buyer may terminate the contract within 10 days.
  4.2 Buyer may extend clause 1.1 by 5 days, once.
  4.3 Buyer may extend clause 1.2 by 5 days, once.
CONTRACT
echo 'id,at,actor,act,object,quantity,corrects
t1,2026-02-01,Seller,terminate,contract,,
t2,2026-02-01,Buyer,terminate,contract,,
w1,2026-02-02,Buyer,waive,clause 1.1,,
x1,2026-02-03,Buyer,extend,clause 1.1,,
x2,2026-02-04,Buyer,extend,clause 1.1,,
d1,2026-02-05,Seller,deliver,lathe,4,
c1,2026-02-05,Seller,deliver,lathe,5,d1
c2,2026-02-05,Seller,deliver,lathe,6,c1
c3,2026-02-05,Seller,deliver,lathe,7,d1
c4,2026-02-05,Seller,deliver,lathe,8,c1
r1,2026-02-06,Buyer,revoke,contract,,
x3,2026-02-06,Buyer,extend,clause 1.2,,' >"$TMP/log.csv"
echo 'id,at,actor,act,corrects
v1,,,void,c2
v2,,,void,v1
v3,,,void,nothing' >"$TMP/undo.csv"
set -- track "$TMP/sale.ht" --store "$TMP/db" --recorded 2026-02-10 --as-of 2026-02-10
"$HETONG" "$@" --events "$TMP/log.csv" 2>&1 | sed "s|$TMP/||"
"$HETONG" "$@" --events "$TMP/undo.csv" 2>&1 | sed "s|$TMP/||"
