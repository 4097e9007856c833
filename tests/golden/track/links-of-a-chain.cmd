# What follows a breach, and what follows its breach, is named as people say it, of a period and of an order, too.
cat >"$TMP/chain.ht" <<'X'
contract chain.
party Seller "the Seller" "卖方".
party Buyer "the Buyer" "买方".
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes "车床".
item order, orders "订单".
1.1 Seller delivers 10 lathes to Buyer by 2026-02-28, otherwise Seller pays Buyer 500 yuan within 5 days, otherwise Seller pays Buyer 900 yuan within 5 days.
2.1 When Buyer sends Seller an order, Seller sends Buyer a lathe within 5 days, otherwise Seller pays Buyer 50 yuan within 5 days, otherwise Seller pays Buyer 90 yuan within 5 days.
3.1 Seller supplies 2 lathes to Buyer by the 5th of each month, from 2026-02-01 to 2026-02-28, otherwise Seller pays Buyer 5 yuan within 5 days.
X
echo 'id,at,actor,act,object
a,2026-02-03,Buyer,send,order o1' >"$TMP/log.csv"
for lang in en zh; do
    "$HETONG" track "$TMP/chain.ht" --store "$TMP/$lang.db" --events "$TMP/log.csv" --as-of 2026-03-12 --lang $lang | grep -E 'begins|产生'
done
