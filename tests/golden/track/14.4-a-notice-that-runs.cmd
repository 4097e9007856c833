for lang in en zh; do
    "$HETONG" status --lang $lang --events "$1.csv" --as-of 2026-04-25 "$1.ht"
done
"$HETONG" checklist --for Tenant --events "$1.csv" --as-of 2026-04-25 "$1.ht" | grep -i notice
for day in 2026-05-19 2026-05-20; do
    echo "--- $day"
    "$HETONG" status --events "$1.csv" --as-of $day "$1.ht" | sed -n '/^2/,/^$/p' 
    "$HETONG" status --events "$1.csv" --as-of $day --format html "$1.ht" | grep -o 'ground of the power fell away'
done
for day in 2026-04-25 2026-05-19 2026-05-20; do
    "$HETONG" track "$1.ht" --store "$TMP/s.journal" --events "$1.csv" --as-of $day
done
