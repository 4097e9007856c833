# The day goes into the column `date`; without it, or with what is no day, nothing is set.
cat >"$TMP/c.ht" <<'C'
contract call-off "A lathe when the buyer is ready" "按买方指定日期交货".
party Seller.
party Buyer.
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes.
date delivery-date "交货日", set by Buyer by 2026-05-01, otherwise 2026-06-30.
1.1 Seller delivers 10 lathes to Buyer by the delivery-date.
C
echo 'id,at,actor,act,object,date
e1,2026-02-02,Buyer,set,delivery-date,
e2,2026-02-03,Buyer,set,delivery-date,soon
e3,2026-02-04,Buyer,set,the delivery-date,2026-05-29
c1,2026-02-05,Buyer,set,delivery-date,2026-05-28' >"$TMP/log.csv"
"$HETONG" status "$TMP/c.ht" --events /dev/stdin --as-of 2026-02-01 <<'E2'
id,at,actor,act,object
E2
for engine in compiled interpreter; do
    "$HETONG" track "$TMP/c.ht" --store "$TMP/$engine" --engine $engine --events "$TMP/log.csv" --as-of 2026-02-06 --recorded 2026-02-06
    "$HETONG" status "$TMP/c.ht" --store "$TMP/$engine" --engine $engine --as-of 2026-06-01 --lang both
done
