# For whom something is done, and to one of two, in both languages.
cat >"$TMP/sale.ht" <<'X'
contract sale.
party Seller "the Seller" "卖方".
party Buyer "the Buyer" "买方".
party Bank "the Bank" "银行".
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes "车床".
1.1 Seller processes a lathe for Buyer by 2026-06-05.
1.2 Seller must not sell lathes to Buyer or Bank.
1.3 Seller sends a lathe to Buyer or Bank by 2026-06-06.
X
for lang in en zh; do
    "$HETONG" schedule "$TMP/sale.ht" --lang $lang
done
