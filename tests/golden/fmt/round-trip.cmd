# Formatting twice is formatting once, and what is formatted says what was written.
count=0
for file in ../../../examples/*/contract.ht ../../../lang/vocabulary/*.ht; do
    "$HETONG" fmt "$file" -o "$TMP/once.ht"
    "$HETONG" fmt "$TMP/once.ht" -o "$TMP/twice.ht"
    "$HETONG" fmt --check "$TMP/once.ht" || echo "$file: not canonical when formatted"
    cmp "$TMP/once.ht" "$TMP/twice.ht" || echo "$file: another text the second time"
    "$HETONG" dump tree "$file" -o "$TMP/written.tree"
    "$HETONG" dump tree "$TMP/once.ht" -o "$TMP/formatted.tree"
    cmp "$TMP/written.tree" "$TMP/formatted.tree" || echo "$file: another tree"
    count=$((count + 1))
done
[ "$count" -ge 12 ] && echo "all of them"
