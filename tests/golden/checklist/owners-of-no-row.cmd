# A line of the owners that fits no row of the paper, or none of that party, is told in its head.
printf 'clause,owner,party\n1,Li,Company\n1.1,Wu\n"1.1[2099-01]",Zhao,Caterer\n' >"$TMP/owners.csv"
for lang in en zh; do
    "$HETONG" checklist paid-in-a-unit.ht --owners "$TMP/owners.csv" --for Company --lang $lang | sed -n 7p
done
