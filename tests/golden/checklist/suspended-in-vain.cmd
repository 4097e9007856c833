printf 'id,at,actor,act,of\ns,2026-04-02,Buyer,suspend,1.2\n' > "$TMP/late.csv"
"$HETONG" schedule --lang both --events "$TMP/late.csv" --as-of 2026-04-05 suspended-in-vain.ht | sed -n 3p
printf 'id,at,actor,act,of\ns,2026-03-20,Buyer,suspend,1.2\n' > "$TMP/early.csv"
"$HETONG" schedule --lang both --events "$TMP/early.csv" --as-of 2026-04-05 suspended-in-vain.ht | sed -n 3p
