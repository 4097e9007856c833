cat renewed.contract > "$TMP/renewed.ht"
"$HETONG" schedule --lang both "$TMP/renewed.ht"
"$HETONG" checklist --lang both --for Seller --until 2027-12-31 "$TMP/renewed.ht" | grep -v "Digest"
# Without --until what recurs is listed for 12 months, and how many follow is said.
for lang in en zh; do
    "$HETONG" checklist --lang $lang --for Seller "$TMP/renewed.ht" | grep -E '^(\||- \*|--until|加)'
done
"$HETONG" checklist --for Seller --format html "$TMP/renewed.ht" | grep -o 'and 2 more[^<]*'
"$HETONG" checklist --until soon "$TMP/renewed.ht"
