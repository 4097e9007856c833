"$HETONG" schedule titles-and-consent.ht --lang zh
"$HETONG" checklist titles-and-consent.ht --lang en | grep -E '^\*\*|must not'
