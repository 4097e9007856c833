# A debt so large that its days do not fit into 64 bits: every engine and every paper says so.
cat >"$TMP/in.ht" <<'END'
contract sale "A sale".
party Seller. party Buyer.
in force from 2026-01-12 to 2026-12-31.
1.1 Buyer pays Seller 90_000_000_000_000_000 yuan by 2026-02-10.
scenario "overdue".
  On 2026-06-10 nothing more happened.
  Expect clause 1.1 breached.
END
echo 'id,at,actor,act,object,quantity' >"$TMP/none.csv"
for engine in compiled interpreter; do
    "$HETONG" track "$TMP/in.ht" --store "$TMP/$engine" --engine $engine --as-of 2026-02-10; echo "$engine: $?"
    "$HETONG" track "$TMP/in.ht" --store "$TMP/$engine" --engine $engine --as-of 2026-02-11; echo "$engine: $?"
    "$HETONG" track "$TMP/in.ht" --store "$TMP/$engine" --engine $engine --as-of 2026-06-10 --quiet --lang zh; echo "$engine: $?"
    "$HETONG" status "$TMP/in.ht" --events "$TMP/none.csv" --engine $engine --as-of 2026-02-11 --format json |
        grep -A 5 '"notices"'
    "$HETONG" status "$TMP/in.ht" --events "$TMP/none.csv" --engine $engine --as-of 2026-02-11 >"$TMP/paper"; echo "$engine: $?"
    sed -n 3p "$TMP/paper"
    "$HETONG" test "$TMP/in.ht" --engine $engine 2>&1 | sed "s|$TMP/||"
done
