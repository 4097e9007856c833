# The store belongs to the contract with what it uses: another figure in a used file is another contract.
printf 'item lathe, lathes.\nprice means 500 yuan.\n' >"$TMP/words.ht"
{
    printf 'use "words.ht".\ncontract sale.\nparty Seller.\nparty Buyer.\n'
    printf 'in force from 2026-01-01 to 2026-12-31.\n1.1 Buyer pays Seller the price by 2026-06-30.\n'
} >"$TMP/sale.ht"
printf 'id,at,actor,act,to,quantity,unit\ne1,2026-02-01,Buyer,pay,Seller,500,yuan\n' >"$TMP/log.csv"
"$HETONG" track "$TMP/sale.ht" --store "$TMP/db" --events "$TMP/log.csv" --as-of 2026-02-01 --quiet
printf '# Another comment changes nothing.\nitem lathe, lathes.\nprice means 500 yuan.\n' >"$TMP/words.ht"
"$HETONG" status "$TMP/sale.ht" --store "$TMP/db" --as-of 2026-02-01 --format csv >/dev/null && echo "the same"
printf 'item lathe, lathes.\nprice means 600 yuan.\n' >"$TMP/words.ht"
"$HETONG" status "$TMP/sale.ht" --store "$TMP/db" --as-of 2026-02-01 --format csv
