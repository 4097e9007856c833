for lang in en zh; do
    "$HETONG" checklist --for Buyer --lang $lang "$1.ht" | grep -E '(\*\*|[|] )2[.][0-9]'
done
