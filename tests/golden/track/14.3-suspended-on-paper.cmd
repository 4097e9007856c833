# What is suspended says so, since when, until when, and what becomes of its day: on every paper, in both languages.
echo 'id,at,actor,act,object
s,2026-07-20,Funder,suspend,clause 1.2' >"$TMP/log.csv"
for lang in en zh; do
    for paper in status schedule; do
        "$HETONG" $paper 14.3-suspended-on-paper.contract --events "$TMP/log.csv" --as-of 2026-08-10 --lang $lang
    done
    "$HETONG" checklist 14.3-suspended-on-paper.contract --events "$TMP/log.csv" --as-of 2026-08-10 --lang $lang --for Funder | grep '| 1\.2'
done
for format in csv ics; do
    "$HETONG" checklist 14.3-suspended-on-paper.contract --events "$TMP/log.csv" --as-of 2026-08-10 --format $format | grep -i suspended
done
"$HETONG" schedule 14.3-suspended-on-paper.contract --events "$TMP/log.csv" --as-of 2026-08-10 --format json | grep -A3 'act_by": "2026-09'
