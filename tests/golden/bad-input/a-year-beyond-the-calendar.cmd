# What comes late asks a calendar about a year that it does not know: every row is kept, the day is shown as
# unknown, with the reason, and nothing is late by a guess. Once the days of that year are known, the same rows
# have their dates.
cat >"$TMP/rolls.ht" <<'CONTRACT'
contract rolls "Rolls by working days".
party Works.
party Mill.
signed 2026-01-12.
in force from 2026-01-12.
item roll, rolls.
calendar works like five-day-week, known for 2026, holidays 2026-10-01.
calendar works.
deadlines do not roll.
1.1 When Mill orders a roll, Works delivers the roll to Mill within 10 working days.
1.2 When Mill orders a roll, Mill pays Works 100 yuan within 20 days.
CONTRACT
echo 'id,at,actor,act,object
o1,2026-12-10,Mill,order,r1
o2,2026-12-21,Mill,order,r2
o3,2027-03-01,Mill,order,r3
d3,2027-06-01,Works,deliver,r3' >"$TMP/log.csv"
"$HETONG" track "$TMP/rolls.ht" --store "$TMP/db" --recorded 2027-07-01 --as-of 2027-07-01 \
    --events "$TMP/log.csv" 2>&1 | sed "s|$TMP/||"
for engine in compiled interpreter; do
    "$HETONG" status "$TMP/rolls.ht" --all --store "$TMP/db" --as-of 2027-07-01 --engine "$engine" \
        >"$TMP/$engine" 2>"$TMP/warnings"
done
cmp "$TMP/compiled" "$TMP/interpreter" && cat "$TMP/compiled"
"$HETONG" status "$TMP/rolls.ht" --format json --store "$TMP/db" --as-of 2027-07-01 2>/dev/null |
    grep -A 70 '"id": "1.1/roll=r2"' | grep -E '"(id|status|due|forecast|at_risk)":|calendar' | head -6
sed 's/known for 2026/known for 2026 to 2027/' "$TMP/rolls.ht" >"$TMP/later.ht"
"$HETONG" status "$TMP/later.ht" --all --events "$TMP/log.csv" --as-of 2027-07-01 2>/dev/null | grep '^1\.1 *Works'
