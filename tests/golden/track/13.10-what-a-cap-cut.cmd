# A debt that a cap cut, one of which it left nothing, and the cap itself: in the news, in the papers, in Chinese.
echo 'id,at,actor,act,object,quantity
d,2026-04-07,Seller,deliver,lathe,10' >"$TMP/log.csv"
"$HETONG" track ../../conformance/caps.ht --store "$TMP/db" --events "$TMP/log.csv" --recorded 2026-05-01 --as-of 2026-04-05
"$HETONG" track ../../conformance/caps.ht --store "$TMP/db" --as-of 2026-05-01
"$HETONG" track ../../conformance/caps.ht --store "$TMP/db" --as-of 2026-05-01 --lang zh
for lang in en zh; do
    "$HETONG" schedule ../../conformance/caps.ht --store "$TMP/db" --as-of 2026-05-01 --lang $lang
    "$HETONG" status ../../conformance/caps.ht --store "$TMP/db" --as-of 2026-05-01 --all --lang $lang | tail -14
done
"$HETONG" status ../../conformance/caps.ht --store "$TMP/db" --as-of 2026-04-05 --engine interpreter --all | grep '^2\.'
