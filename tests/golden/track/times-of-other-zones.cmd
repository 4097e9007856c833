# Times with an offset are those of the contract's clock; what it skips, and what has no such time, is broken.
cat >"$TMP/c.ht" <<'C'
contract calls "Calls" "报修".
party Operator.
party Owner.
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
time zone "Europe/Berlin".
granularity minute.
item outage, outages.
1.1 When Operator reports an outage, Operator repairs the outage within 24 hours.
C
echo 'id,at,actor,act,object
e1,2026-03-28T21:20:00+08:00,Operator,report,outage o1
e2,2026-03-29T13:20Z,Operator,repair,outage o1
e3,2026-03-29 02:30,Operator,report,outage o2
e4,2026-03-29 03:30+02:00,Operator,report,outage o2' >"$TMP/log.csv"
echo 'id,at,actor,act,object' >"$TMP/none.csv"
"$HETONG" status "$TMP/c.ht" --events "$TMP/log.csv" --as-of 2026-03-29T14:00Z
echo "exit $?"
"$HETONG" status "$TMP/c.ht" --events "$TMP/log.csv" --engine interpreter --format json --as-of 2026-03-29T14:00Z | grep -E '"(zone|as_of)"'
"$HETONG" checklist "$TMP/c.ht" --events "$TMP/log.csv" --format ics --as-of 2026-03-29T14:00Z | grep -E '^D(UE|TST)'
"$HETONG" status "$TMP/c.ht" --events "$TMP/none.csv" --as-of '2026-03-29 02:30'
