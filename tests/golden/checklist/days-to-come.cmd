# Spec 10.8: what arises on a written day has its dates beforehand, if they hang on that day alone; once the day has gone
# by without it, it is no longer there.
"$HETONG" check days-to-come.ht
for lang in en zh; do
    "$HETONG" schedule days-to-come.ht --lang $lang | grep -v ' 1[.]1 ' | grep -A2 ' 1[.][2-9] '
done
"$HETONG" checklist days-to-come.ht --for Buyer | grep '^- '
echo "id,at,actor,act" >"$TMP/none.csv"
for day in 2026-07-05 2026-07-06 2026-09-30; do
    echo "$day"
    "$HETONG" schedule days-to-come.ht --events "$TMP/none.csv" --as-of $day | grep -A3 'When it\|if clause'
done
