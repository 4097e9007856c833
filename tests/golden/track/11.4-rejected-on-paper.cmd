# After a rejection the papers print the day of the rework and its round; a period of grace has its last day.
echo 'id,at,actor,act,object
d,2026-04-20,Seller,deliver,press
r,2026-04-25,Buyer,reject,press' >"$TMP/log.csv"
for lang in en zh; do
    "$HETONG" status 11.4-rejected-on-paper.contract --events "$TMP/log.csv" --as-of 2026-05-03 --lang $lang
    "$HETONG" schedule 11.4-rejected-on-paper.contract --events "$TMP/log.csv" --as-of 2026-05-03 --lang $lang
done
"$HETONG" checklist 11.4-rejected-on-paper.contract --events "$TMP/log.csv" --as-of 2026-05-03 --for Seller | grep '^|'
# The time for it is over.
for lang in en zh; do
    "$HETONG" status 11.4-rejected-on-paper.contract --events "$TMP/log.csv" --as-of 2026-05-16 --lang $lang | sed -n '4,6p'
done
