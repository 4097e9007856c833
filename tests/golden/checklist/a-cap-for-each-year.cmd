# Spec 13.10: a cap for each period is there from the first day of its period; a sum that is reckoned is said in words.
echo "id,at,actor,act" >"$TMP/none.csv"
for lang in en zh; do
    "$HETONG" schedule a-cap-for-each-year.ht --lang $lang --format csv | grep ',2[.]'
done
"$HETONG" status a-cap-for-each-year.ht --events "$TMP/none.csv" --as-of 2027-03-01 --format csv | grep ',2[.]1'
