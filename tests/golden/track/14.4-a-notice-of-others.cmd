# 14.4: who may not withdraw a notice is told who may: those who gave it, all of them.
cat >"$TMP/two.ht" <<'X'
contract two.
party Seller.
party Buyer.
party Agent.
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes.
1.1 Seller delivers 10 lathes to Buyer by 2026-06-30.
1.2 Buyer and Agent together may terminate clause 1.1, with 10 days' notice.
X
echo 'id,at,actor,act,object
t1,2026-02-02,Buyer+Agent,terminate,clause 1.1
r1,2026-02-03,Seller,revoke,clause 1.1
r2,2026-02-04,Agent,revoke,clause 1.1
r3,2026-02-05,Agent+Buyer,revoke,clause 1.1
r4,2026-02-06,Agent+Buyer,revoke,clause 1.1' >"$TMP/log.csv"
"$HETONG" track "$TMP/two.ht" --store "$TMP/two.journal" --events "$TMP/log.csv" --as-of 2026-03-01 2>&1 | sed "s:$TMP/::"
