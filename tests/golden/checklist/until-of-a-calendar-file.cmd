# What recurs is listed up to a day on paper alone: elsewhere --until would be left unread.
printf 'contract a.\nparty Seller.\nparty Buyer.\nin force from 2026-01-01 to 2026-12-31.\n' >"$TMP/a.ht"
for format in ics csv json; do
    "$HETONG" checklist "$TMP/a.ht" --until 2026-05-01 --format $format
    echo $?
done
