# Spec 28.6: the days of one duty in one month are one line with a box for each, done days beside open ones; what recurs
# by the month has one register; files for other programs have every row.
"$HETONG" checklist by-the-day.ht --for School
"$HETONG" checklist by-the-day.ht --for Caterer --lang zh | grep '6–25\|逐项\|^| 2 '
{
    echo "id,at,actor,act,to,object,quantity"
    for day in 02 03 04 05 06 09 10 11 12; do echo "d$day,2026-02-$day,Caterer,deliver,School,meal,40"; done
    echo "d13,2026-02-13,Caterer,deliver,School,meal,30"
} >"$TMP/days.csv"
"$HETONG" schedule by-the-day.ht --events "$TMP/days.csv" --as-of 2026-02-16 | grep -A2 ' 1[.]1 '
"$HETONG" checklist by-the-day.ht --for School --events "$TMP/days.csv" --as-of 2026-02-16 | grep ' 1[.]1 ' |
    sed 's/| that School.*accepted |/|/'
"$HETONG" checklist by-the-day.ht --for School --format html | grep -o 'class="days">[^<]*\|<td>2026-0[23]</td>'
"$HETONG" schedule by-the-day.ht --format csv | grep -c '1[.]1'
