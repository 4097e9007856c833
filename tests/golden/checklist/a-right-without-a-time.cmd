for lang in en zh; do
    "$HETONG" checklist a-right-without-a-time.ht --for Buyer --lang $lang | grep ' 1[.][23]\|[*]1[.]'
done
