# Spec 19.5: what follows from a breach goes by the text of the day of the breach, and the papers say so of its time.
for lang in en zh; do
    "$HETONG" checklist "$1.ht" --lang $lang | grep -E 'of a breach before|\(before|前违约的|前：'
done
