# What calls a duty forth once for each thing, and is told of the same thing again, is said to do nothing.
cat >"$TMP/wind.ht" <<'X'
contract wind.
party Owner "the Owner" "业主".
party Works "the Works" "工厂".
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item turbine, turbines "风机".
1.1 When Owner reports a turbine to Works, Works repairs the turbine within 2 days.
X
echo 'id,at,actor,act,to,object
e1,2026-03-02,Owner,report,Works,T1
e2,2026-03-03,Works,repair,,T1
e3,2026-05-02,Owner,report,Works,T1
e4,2026-05-03,Owner,report,Works,T2' >"$TMP/log.csv"
"$HETONG" track "$TMP/wind.ht" --store "$TMP/wind.journal" --events "$TMP/log.csv" --as-of 2026-06-01 2>&1 | sed "s:$TMP/::"
