cat >"$TMP/in.ht" <<'END'
contract sale.
party Seller. party Buyer.
signed 2026-02-30.
in force from 2026-01-00 to 2026-13-31.
item lathe, lathes.
1.1 Seller delivers 1 lathe to Buyer by 2026-06-31.
1.2 Buyer pays Seller 5 yuan by 2025-02-29.
END
"$HETONG" check "$TMP/in.ht"
