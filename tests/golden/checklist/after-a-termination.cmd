# Spec 24.2, 28.6: what a termination has released says so, and what nothing can call forth any more is left out; what
# lives on, and what hangs on it, stays. 9.4: the exception by consent has no consequence of a breach. 13.7: what holds if
# nobody chooses.
"$HETONG" checklist after-a-termination.ht --lang both | grep '^- \|3[.]6 '
cat >"$TMP/ended.csv" <<END
id,at,actor,act,to,object
e1,2026-03-01,Lessor,terminate,,contract
END
for party in Lessee Lessor; do
    "$HETONG" checklist after-a-termination.ht --for $party --events "$TMP/ended.csv" --as-of 2026-03-31 | grep '^- \|^| [0-9]'
done
"$HETONG" schedule after-a-termination.ht --events "$TMP/ended.csv" --as-of 2026-03-31
