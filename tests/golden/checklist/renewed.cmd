cat renewed.contract > "$TMP/renewed.ht"
"$HETONG" schedule --lang both "$TMP/renewed.ht"
"$HETONG" checklist --lang both --for Seller "$TMP/renewed.ht" | grep -v "Digest"
