# The journal says which clause an act was about; a day that is not the one that its rule tells says which it was.
cat >"$TMP/events.csv" <<'X'
id,at,actor,act,object,for
e1,2026-02-02,Buyer,extends,,1.1
e2,2026-02-03,Seller,suspends,,1.2
e3,2026-02-20,Seller,accelerates,,1.3
e4,2026-02-21,Buyer,terminates,contract,
X
"$HETONG" status acts-on-clauses.ht --events "$TMP/events.csv" --as-of 2026-02-25 --format json | grep -A3 '"what"\|"remarks": \[$' | grep 'en"\|zh"'
for lang in en zh; do
    "$HETONG" schedule acts-on-clauses.ht --events "$TMP/events.csv" --as-of 2026-02-25 --lang $lang
done
