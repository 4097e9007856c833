# Spec 14.7: a power stands in the checklists of those who owe what it acts on, or to whom that is owed, or who are told.
"$HETONG" checklist rights-of-others.ht --lang en | grep -E '^# |^- [*]{2}2|^## Their rights'
for party in Seller Buyer Agent; do
    "$HETONG" schedule rights-of-others.ht --for $party --format csv | grep -o '"2[.][0-9]"\|,2[.][0-9],' | tr '\n' ' '
    echo "$party"
done
