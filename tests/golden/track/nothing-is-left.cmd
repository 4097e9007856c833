# What cannot be read makes no store: days that are none, files that are not there or have no head.
echo 'foo,bar
1,2' >"$TMP/bad.csv"
: >"$TMP/empty.csv"
try() {
    "$HETONG" track lathes.contract --store "$TMP/db" "$@" 2>&1 | sed "s|$TMP/||"
    ls "$TMP"
}
try --events "$TMP/nowhere.csv"
try --events "$TMP/bad.csv"
try --events "$TMP/empty.csv"
try --events "$TMP/empty.csv" --recorded tomorrow
try --as-of 12
try --known-at yesterday
