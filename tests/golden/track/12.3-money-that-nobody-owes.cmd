# Money that no clause counts stands in the head of every paper; a cap under the contract says what it cuts; what is
# expected of a breach record is answered with its status.
cat >"$TMP/sale.ht" <<'X'
contract sale.
party Seller "the Seller" "卖方".
party Buyer "the Buyer" "买方".
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item claim, claims "索赔".
item drawing, drawings "图纸".
1.1 Seller must not sell drawings, otherwise Seller pays Buyer 500 yuan within 10 days.
1.2 When Buyer reports a claim, Seller pays Buyer 50_000 yuan within 30 days.
1.3 Seller's liability under the contract is at most 40_000 yuan.
scenario "sold".
  On 2026-02-02 Seller sold drawings to Buyer.
  Expect clause 1.1 open.
X
echo 'id,at,actor,act,to,quantity,unit
e1,2026-02-02,Seller,pay,Buyer,100,yuan' >"$TMP/log.csv"
for lang in en zh; do
    "$HETONG" status "$TMP/sale.ht" --events "$TMP/log.csv" --as-of 2026-02-10 --lang $lang
done
"$HETONG" checklist "$TMP/sale.ht" --for Seller | tail -3 | head -1
"$HETONG" test "$TMP/sale.ht" 2>&1 | sed "s:$TMP/::"
