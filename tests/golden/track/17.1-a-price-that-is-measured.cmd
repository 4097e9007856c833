# A price is reported in its unit, by any names of the money and of the thing; in another one, and finer than four places,
# it has no effect.
cat >"$TMP/grain.ht" <<'X'
contract grain "Grain" "粮食买卖".
party Seller "the Seller" "卖方".
party Buyer "the Buyer" "买方".
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item grain "粮食".
indicator market-price "市场价", in yuan per kilogram, measured by Buyer each month.
1.1 Buyer measures the market-price within 5 days after each month, otherwise the last value counts.
1.2 The market-price was 2.2 yuan per kilogram in 2025-12.
1.3 Each time Seller delivers grain to Buyer, Buyer pays Seller the market-price within 10 days.
1.4 Buyer keeps the market-price below 3 yuan per kilogram, from 2026-02-01 to 2026-02-28.
X
echo 'id,at,actor,act,to,object,quantity,unit,period
e1,2026-02-02,Buyer,measure,,market-price,2.3512,yuan per kilogram,2026-01
e2,2026-02-03,Seller,deliver,Buyer,grain,1000,kg,
e3,2026-03-02,Buyer,measure,,市场价,2.35125,元/公斤,2026-02
e4,2026-03-02,Buyer,measure,,市场价,3100,yuan per tonne,2026-02
e5,2026-03-03,Buyer,measure,,市场价,3.1,元/公斤,2026-02
e6,2026-03-04,Seller,deliver,Buyer,grain,3,tonnes,' >"$TMP/log.csv"
for lang in en zh; do
    "$HETONG" track "$TMP/grain.ht" --store "$TMP/$lang.journal" --events "$TMP/log.csv" --as-of 2026-03-05 --lang $lang 2>&1 |
        sed "s:$TMP/::"
    "$HETONG" status "$TMP/grain.ht" --store "$TMP/$lang.journal" --as-of 2026-03-05 --lang $lang
done
