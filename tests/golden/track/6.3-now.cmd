# Where no day is named, papers say that it is still open, and by whose clock if the contract names none.
cd "$TMP" || exit 1
for zone in '' 'time zone "Europe/Berlin".'; do
    printf 'contract sale.\nparty Seller.\nparty Buyer.\nin force from 2026-01-01 to 2026-12-31.\n%s\n' "$zone" >sale.ht
    printf '1.1 Seller delivers a report to Buyer by 2026-06-30.\nitem report, reports.\n' >>sale.ht
    echo 'id,at,actor,act' >log.csv
    for how in '' '--lang zh' '--lang both' '--as-of 2026-02-01'; do
        # shellcheck disable=SC2086
        "$HETONG" status sale.ht --events log.csv $how
    done | grep -E '^(As of|截至)' | sed -E 's/ · .*//; /2026-02-01/!s/[0-9]{4}-[0-9-]+/TODAY/'
    "$HETONG" status sale.ht --events log.csv --format html | grep -o 'day still open[^<]*'
    "$HETONG" checklist sale.ht --events log.csv --for Buyer | grep '^As of' | sed -E 's/ · .*//; s/[0-9]{4}-[0-9-]+/TODAY/'
    "$HETONG" checklist sale.ht --for Buyer | grep '^As of' | sed 's/ · .*//'
done
