# With what an amount counts stands behind it, as text and as a page, in both languages; a bound is its duty's and says nothing.
cat >"$TMP/sale.ht" <<'X'
contract sale.
party Seller "the Seller" "卖方".
party Buyer "the Buyer" "买方".
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes "车床", with a size: large or small.
item drawing, drawings "图纸".
1.1 Seller delivers 10 to 12 lathes to Buyer by 2026-06-30, of which 4 in large and 3 by 2026-04-30.
1.2 As part of clause 1.1, Seller delivers 2 lathes to Buyer by 2026-03-31.
2.1 Seller supplies 20 drawings to Buyer by 2026-06-30.
2.2 In addition to clause 2.1, Seller supplies 6 drawings to Buyer by 2026-03-31.
2.3 In addition to clauses 2.1 and 2.2, Seller supplies 5 drawings to Buyer by 2026-04-30.
X
for lang in en zh; do
    "$HETONG" schedule "$TMP/sale.ht" --lang $lang
    "$HETONG" checklist --for Seller --lang $lang "$TMP/sale.ht" | grep -E '^[|] [0-9]+ [|] [0-9]' | cut -d'|' -f3-5
    "$HETONG" checklist --for Buyer --lang $lang --format html "$TMP/sale.ht" | grep -oE '>[^<>]*(part of|addition|计入|另加)[^<>]*<' | sort -u
done
