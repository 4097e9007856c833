"$HETONG" schedule --lang en as-long-as-the-term.ht | tail -12
"$HETONG" schedule --lang zh as-long-as-the-term.ht | tail -5
printf 'id,at,actor,act,to\nn,2026-09-01,Owner,give notice of non-renewal,Contractor\n' > "$TMP/given.csv"
"$HETONG" schedule --lang en --events "$TMP/given.csv" --as-of 2026-09-10 as-long-as-the-term.ht | grep -A 2 'during the term'
