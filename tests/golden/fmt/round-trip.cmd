# Formatting twice is formatting once, and what is formatted says what was written.
for file in ../../../examples/*/contract.ht ../../../lang/vocabulary/standard.ht; do
    "$HETONG" fmt "$file" -o "$TMP/once.ht"
    "$HETONG" fmt "$TMP/once.ht" -o "$TMP/twice.ht"
    "$HETONG" fmt --check "$TMP/once.ht"
    cmp "$TMP/once.ht" "$TMP/twice.ht"
    "$HETONG" dump tree "$file" -o "$TMP/written.tree"
    "$HETONG" dump tree "$TMP/once.ht" -o "$TMP/formatted.tree"
    cmp "$TMP/written.tree" "$TMP/formatted.tree"
    echo "$file"
done
