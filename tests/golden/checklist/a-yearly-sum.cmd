# Spec 10.8: a sum that waits for the debtor's own figure has its last day beforehand, one that waits for the creditor's
# has none; a figure that calls nothing forth is of its year alone, and the year is over with it.
for lang in en zh; do
    "$HETONG" schedule a-yearly-sum.ht --lang $lang 2>/dev/null
done
cat >"$TMP/nothing.csv" <<END
id,at,actor,act,object,quantity,unit,period
m1,2027-01-10,Licensee,measure,turnover,0,euro,2026
END
"$HETONG" schedule a-yearly-sum.ht --events "$TMP/nothing.csv" --as-of 2027-01-20 2>/dev/null
