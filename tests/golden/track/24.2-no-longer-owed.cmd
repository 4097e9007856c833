for lang in en zh; do
    "$HETONG" status --lang $lang --events "$1.csv" --as-of 2026-05-03 "$1.ht"
done
"$HETONG" checklist --for Licensee --events "$1.csv" --as-of 2026-05-03 "$1.ht" | sed -n '/Breached/,/^$/p; /Breached/,/Settled/s/^|/|/p'
"$HETONG" status --format json --events "$1.csv" --as-of 2026-05-03 "$1.ht" | grep '"no_longer_owed": true' -c
"$HETONG" checklist --format ics --for Licensee --events "$1.csv" --as-of 2026-05-03 "$1.ht" | grep 'STATUS:\|SUMMARY' | head -8
"$HETONG" status --format html --events "$1.csv" --as-of 2026-05-03 "$1.ht" | grep -o 'no longer owed' | wc -l
