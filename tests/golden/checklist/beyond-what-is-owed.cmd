cat > "$TMP/beyond.ht" <<'EOF'
contract beyond.
party Seller "Seller" "卖方".
party Buyer "Buyer" "买方".
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes "车床".
1.1 Buyer buys at least 1_000 kilograms from Seller in 2026.
1.2 Seller delivers 10 lathes to Buyer in 2026.
1.3 Buyer pays Seller 100 yuan by 2026-03-31.
1.4 When Buyer orders a lathe, Buyer pays Seller 5 yuan within 10 days.
EOF
cat > "$TMP/events.csv" <<'EOF'
id,at,actor,act,quantity,unit,kind
e1,2026-02-01,Buyer,buys,1600,kilogram,
e2,2026-02-02,Seller,delivers,11,,lathe
e3,2026-02-03,Buyer,pays,120,yuan,
EOF
# What is beyond a sum of money is credit.
"$HETONG" checklist --lang both --as-of 2026-02-10 --events "$TMP/events.csv" --for Buyer "$TMP/beyond.ht" | grep '^| [0-9]'
