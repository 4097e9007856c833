# Spec 28.6: in the table one line for 48 months, in which their rows stand; in the checklists and the timeline how many.
echo "id,at,actor,act" >"$TMP/none.csv"
"$HETONG" status "$1.ht" --events "$TMP/none.csv" --as-of 2026-01-15 --format html --lang en >"$TMP/report.html"
grep -o '<summary>.*</summary>' "$TMP/report.html" | sed 's/<table.*//'
grep -o '>and [0-9]* more[^<]*<' "$TMP/report.html"
grep -o '>+ [0-9]* [^<]*<' "$TMP/report.html"
grep -o 'data-row="1.1\[20[0-9-]*\]' "$TMP/report.html" | sort | uniq | wc -l
