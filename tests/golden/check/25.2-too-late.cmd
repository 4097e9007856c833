# The example, but with drawings that come 70 days into the quarter at the earliest, and teaching that begins to count only
# 40 days after them. The clauses of the circle are named, and no others.
sed -e 's/^  1\.1 .*/  1.1 Fushun teaches Benxi 26 items in Q4, no earlier than 40 days after clause 1.5 is fulfilled./' \
    -e '/^  1\.4 /a\  1.5 Fushun supplies drawings to Benxi no earlier than 70 days after 1956-10-01.' \
    ../../../examples/benxi-fushun/contract.ht >"$TMP/contract.ht"
"$HETONG" check "$TMP/contract.ht"
