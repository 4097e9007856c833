# Spec 14.3: it is said of the suspension, and is no time of the right; behind a date the right lapses.
for lang in en zh; do
    "$HETONG" schedule until-of-a-suspension.ht --lang $lang
    "$HETONG" checklist until-of-a-suspension.ht --lang $lang --for Seller | grep ' [23].[13] \|[*]2.3'
done
