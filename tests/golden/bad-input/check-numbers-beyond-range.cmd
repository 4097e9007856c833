cat >"$TMP/in.ht" <<'END'
contract sale.
party Seller. party Buyer.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes.
1.1 Buyer pays Seller 99999999999999999999999 yuan by 2026-03-31.
END
"$HETONG" check "$TMP/in.ht"
cat >"$TMP/in.ht" <<'END'
contract sale.
party Seller. party Buyer.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes.
1.1 Buyer pays Seller 999_999_999_999_999_999 yuan by 2026-03-31.
1.2 Seller delivers 999_999_999_999_999_999 lathes to Buyer within 999_999_999 days.
1.3 Buyer supplies 999_999_999_999_999 tonnes to Seller by 2026-03-31.
END
"$HETONG" check "$TMP/in.ht"
