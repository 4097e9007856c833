for lang in en zh; do
    "$HETONG" status --lang $lang --events "$1.csv" --as-of 2026-02-10 "$1.ht"
done
