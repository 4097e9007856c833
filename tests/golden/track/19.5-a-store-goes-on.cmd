# An amendment is a file of its own, which uses what it amends. The store of the contract goes on: what is
# running takes the new day, the past stays, a late report is judged by the text of its day. Text in force.
cat >"$TMP/supply.ht" <<'HT'
contract supply-a "Supply" "供应".
party Works.
party Mill.
item lathe, lathes.
item saw, saws.
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.

clause 1 "Delivery".
  1.1 Works delivers 10 lathes to Mill by 2026-03-31.

clause 2 "Repairs".
  When Mill sends Works a saw:
    2.1 Works repairs the saw within 10 days;
    2.2 Mill pays Works 40 yuan within 20 days.
HT
cat >"$TMP/first.ht" <<'HT'
amendment 1 "More time" "延期" to supply-a, signed 2026-02-20, effective from 2026-03-01.
use "supply.ht".
clause 1.1 now reads: Works delivers 12 lathes to Mill by 2026-04-30.
clause 2.1 now reads: Works repairs the saw within 30 days.
HT
cat >"$TMP/second.ht" <<'HT'
amendment 2 "Costs" to supply-a, signed 2026-04-01, effective from 2026-04-01.
use "first.ht".
clause 2.2 is deleted, what is running runs on.
new clause 3 "Costs".
  3.1 Mill pays Works 100 yuan by 2026-06-30.
HT
echo 'id,at,recorded,actor,act,to,object,quantity
e1,2026-02-25,2026-02-25,Mill,send,Works,saw s1,
e2,2026-02-26,2026-02-26,Works,deliver,Mill,lathe,4' >"$TMP/before.csv"
echo 'id,at,recorded,actor,act,to,object,quantity
e3,2026-03-07,2026-03-07,Mill,send,Works,saw s2,
e4,2026-02-20,2026-03-08,Mill,send,Works,saw s0,' >"$TMP/after.csv"
for engine in interpreter compiled; do
    "$HETONG" track "$TMP/supply.ht" --store "$TMP/$engine.db" --as-of 2026-02-27 --engine "$engine" \
        --events "$TMP/before.csv"
    "$HETONG" track "$TMP/first.ht" --store "$TMP/$engine.db" --as-of 2026-03-09 --engine "$engine" \
        --events "$TMP/after.csv"
done
"$HETONG" status "$TMP/second.ht" --store "$TMP/compiled.db" --as-of 2026-04-02
"$HETONG" status "$TMP/second.ht" --store "$TMP/compiled.db" --as-of 2026-04-02 --lang zh | head -3
for text in supply first; do # the text before the last that wrote, and the one that did
    "$HETONG" status "$TMP/$text.ht" --store "$TMP/compiled.db" --as-of 2026-03-09 | tail -n 1
done
"$HETONG" fmt --conformed "$TMP/second.ht"
"$HETONG" fmt --conformed --as-of 2026-03-31 "$TMP/second.ht" | sed -n '/clause 2/,$p'
sed 's/10 lathes/11 lathes/' "$TMP/supply.ht" >"$TMP/other.ht"
"$HETONG" status "$TMP/other.ht" --store "$TMP/compiled.db" --as-of 2026-04-02
