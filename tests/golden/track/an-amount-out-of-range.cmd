# Interest on a debt so large that its days do not fit into 64 bits: every engine and every paper says so, while it grows.
cat >"$TMP/in.ht" <<'END'
contract sale "A sale".
party Seller. party Buyer.
in force from 2026-01-12 to 2026-12-31.
item drawing, drawings.
interest means 0.01 percent of the overdue-amount * days-late.
1.1 When Buyer orders drawings, Buyer pays Seller 1 yuan per drawing within 10 days, otherwise Buyer pays Seller the interest within 10 days.
scenario "overdue".
  On 2026-01-31 Buyer ordered 90_000_000_000_000_000 drawings.
  On 2026-06-10 nothing more happened.
  Expect clause 1.1 breached.
END
printf 'id,at,actor,act,object,quantity\no-1,2026-01-31,Buyer,order,drawings,90000000000000000\n' >"$TMP/order.csv"
for engine in compiled interpreter; do
    "$HETONG" track "$TMP/in.ht" --store "$TMP/$engine" --events "$TMP/order.csv" --engine $engine --as-of 2026-02-10; echo "$engine: $?"
    "$HETONG" track "$TMP/in.ht" --store "$TMP/$engine" --events "$TMP/order.csv" --engine $engine --as-of 2026-02-11; echo "$engine: $?"
    "$HETONG" track "$TMP/in.ht" --store "$TMP/$engine" --events "$TMP/order.csv" --engine $engine --as-of 2026-06-10 --quiet --lang zh; echo "$engine: $?"
    "$HETONG" status "$TMP/in.ht" --events "$TMP/order.csv" --engine $engine --as-of 2026-02-11 --format json |
        grep -A 5 '"notices"'
    "$HETONG" status "$TMP/in.ht" --events "$TMP/order.csv" --engine $engine --as-of 2026-02-11 >"$TMP/paper"; echo "$engine: $?"
    sed -n 3p "$TMP/paper"
    "$HETONG" test "$TMP/in.ht" --engine $engine 2>&1 | sed "s|$TMP/||"
done
