cat manner.contract > "$TMP/manner.ht"
"$HETONG" schedule --lang both "$TMP/manner.ht"
