for language in en zh; do
    "$HETONG" checklist --for Distributor --lang $language within-a-range.ht | grep -E 'within|日内|月内'
done
