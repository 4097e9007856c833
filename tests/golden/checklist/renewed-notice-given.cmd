printf 'id,at,actor,act,to\nn,2026-12-01,Buyer,give notice of non-renewal,Seller\n' > "$TMP/given.csv"
"$HETONG" schedule --lang en --events "$TMP/given.csv" --as-of 2026-11-30 renewed-notice-given.ht
"$HETONG" schedule --lang en --events "$TMP/given.csv" --as-of 2027-01-15 renewed-notice-given.ht
"$HETONG" schedule --lang zh --events "$TMP/given.csv" --as-of 2027-01-15 renewed-notice-given.ht
