# several files at a time, told in the order in which they were given
head='party A. party B. in force from 2026-01-01 to 2026-12-31.'
for i in 1 2 3 4 5 6 7 8 9; do
    echo "contract c$i. $head item part$i. clause 1. A delivers $i part$i to B by 2026-02-30." >"$TMP/$i.ht"
done
cd "$TMP" && "$HETONG" check --jobs 4 1.ht 2.ht 3.ht 4.ht none.ht 5.ht 6.ht 7.ht 8.ht 9.ht
status=$?
"$HETONG" check --jobs 0 1.ht
exit $status
